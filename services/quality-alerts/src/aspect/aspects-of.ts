import type { JsonObject } from '@wabastream/schemas/codec'
import type { Fact } from '../reading/fact.ts'
import type { About } from '../reading/reading.ts'
import type { Aspect, Owner } from './aspect.ts'
import { rankOf } from './rank-of.ts'

/** What an event makes known with one of its facts, and of whom. `at` is the time of the event. */
export function aspectsOf(fact: Fact, about: About, at: number): readonly Aspect[] {
  const name = nameOf(fact)
  const rank = rankOf(fact)
  const value = valueOf(fact)
  const aspects = ownersOf(fact, about).map((owner): Aspect => ({ owner, name, value, at, rank }))
  const [number] = numberOwner(about)
  if (fact.about === 'name' && fact.decision === 'APPROVED' && fact.requestedName !== null && number !== undefined) {
    aspects.push({ owner: number, name: 'verified-name', value: { name: fact.requestedName }, at, rank })
  }
  return fact.about === 'volume-tier' ? aspects.map((aspect) => ({ ...aspect, at: 0 })) : aspects
}

/** Which account a number belongs to: the newest event that names both says it. */
export function linkOf({ wabaId, phoneNumber }: About, at: number): readonly Aspect[] {
  if (wabaId === null || phoneNumber === null) return []
  const owner: Owner = { kind: 'number', id: phoneNumber }
  return [{ owner, name: 'account', value: { waba_id: wabaId }, at, rank: 0 }]
}

function ownersOf(fact: Fact, about: About): readonly Owner[] {
  const [number, account] = [numberOwner(about), accountOwner(about)]
  switch (fact.about) {
    case 'quality':
    case 'throughput':
    case 'name':
      return number
    case 'limit':
      return fact.measure === 'messaging_limit' ? number : account
    case 'verified':
    case 'restriction':
    case 'disconnection':
      return number.length > 0 ? number : account
    case 'violation':
      return [...number, ...account]
    case 'certification':
      return [{ kind: 'business', id: fact.businessId }]
    case 'review':
    case 'ban':
    case 'country':
    case 'owner':
    case 'offboarding':
    case 'deletion':
    case 'ad-account':
    case 'terms':
    case 'auth-rate':
    case 'partner':
    case 'app':
    case 'volume-tier':
    case 'account-alert':
      return account
  }
}

function numberOwner({ phoneNumber }: About): readonly Owner[] {
  return phoneNumber === null ? [] : [{ kind: 'number', id: phoneNumber }]
}

function accountOwner({ wabaId, phoneNumber }: About): readonly Owner[] {
  if (wabaId !== null) return [{ kind: 'account', id: wabaId }]
  return phoneNumber === null ? [] : [{ kind: 'account-of-number', id: phoneNumber }]
}

/** Facts of one name replace each other; those of several names stand side by side. */
function nameOf(fact: Fact): string {
  switch (fact.about) {
    case 'quality':
      return 'flagged'
    case 'limit':
      return `limit:${fact.measure}`
    case 'restriction':
      return `restriction:${fact.type}`
    case 'ad-account':
      return `ad-account:${fact.id}`
    case 'terms':
      return `terms:${fact.terms}`
    case 'partner':
      return `partner:${fact.partnerId}`
    case 'app':
      return `app:${fact.appId}`
    case 'volume-tier':
      return `volume-tier:${JSON.stringify([fact.category, fact.region, fact.month, fact.tier])}`
    case 'account-alert':
      return `alert:${JSON.stringify([fact.entityType, fact.entityId, fact.type])}`
    case 'name':
    case 'verified':
    case 'throughput':
    case 'violation':
    case 'disconnection':
    case 'review':
    case 'ban':
    case 'country':
    case 'owner':
    case 'offboarding':
    case 'deletion':
    case 'auth-rate':
    case 'certification':
      return fact.about
  }
}

/** The fact as it is kept and answered: without its kind, names in snake case. */
function valueOf(fact: Fact): JsonObject {
  const properties = Object.entries(fact).filter(([name]) => name !== 'about')
  return Object.fromEntries(
    properties.map(([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )
}
