import type { Fact } from '../reading/fact.ts'

/** Decisions and states of one family: of two in the same second the one further to the right came later. */
const orders: Readonly<Record<string, readonly string[]>> = {
  name: ['PENDING', 'DEFERRED', 'REJECTED', 'APPROVED'],
  review: ['PENDING', 'DEFERRED', 'REJECTED', 'APPROVED'],
  ban: ['SCHEDULE_FOR_DISABLE', 'DISABLE', 'REINSTATE'],
  certification: ['NEEDED', 'PENDING', 'DISCARDED', 'FAILED', 'APPROVED', 'REVOKED'],
}

/** Which of two facts of the same kind and the same second counts: Meta's times are as exact as a second. */
export function rankOf(fact: Fact): number {
  switch (fact.about) {
    case 'quality':
      return Number(fact.flagged)
    case 'name':
    case 'review':
      return orders[fact.about]?.indexOf(fact.decision) ?? 0
    case 'ban':
      return orders['ban']?.indexOf(fact.state) ?? 0
    case 'certification':
      return orders['certification']?.indexOf(fact.status) ?? 0
    case 'offboarding':
      return Number(!fact.offboarded)
    case 'partner':
      return Number(fact.added)
    case 'app':
      return Number(fact.installed)
    case 'volume-tier':
      // Ordered by this alone: of several webhooks for one switch the smallest time is valid.
      return fact.switchedAt === null ? Number.MIN_SAFE_INTEGER : -fact.switchedAt
    case 'throughput':
    case 'limit':
    case 'verified':
    case 'restriction':
    case 'violation':
    case 'disconnection':
    case 'country':
    case 'owner':
    case 'deletion':
    case 'ad-account':
    case 'terms':
    case 'auth-rate':
    case 'account-alert':
      return 0
  }
}
