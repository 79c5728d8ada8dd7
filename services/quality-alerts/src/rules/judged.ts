import type { Verdict } from '@wabastream/sdk/alerts'
import type { Fact } from '../reading/fact.ts'
import type { About } from '../reading/reading.ts'

/** Whom something is about, for a rule. */
export interface Addressed {
  readonly about: About
  /** The account, also when only the number's account is known. */
  readonly wabaId: string | null
}

/** What a rule judges: one fact, and whom its event is about. */
export interface Judged extends Addressed {
  readonly fact: Fact
}

type Where = Pick<Verdict, 'subject' | 'wabaId' | 'phoneNumber'>

/**
 * An incident of a number; of the account when Meta named no number. The subject follows from the event alone, never from
 * what is known besides: an event must mean the same whenever it arrives.
 */
export function onNumber({ about, wabaId }: Addressed, suffix = ''): Where {
  return where(about.phoneNumber ?? about.wabaId, suffix, { about, wabaId })
}

/** An incident of the account; of the number when Meta named no account. */
export function onAccount({ about, wabaId }: Addressed, suffix = ''): Where {
  return where(about.wabaId ?? about.phoneNumber, suffix, { about, wabaId })
}

function where(id: string | null, suffix: string, { about, wabaId }: Addressed): Where {
  return {
    subject: [id ?? 'unknown', ...(suffix === '' ? [] : [suffix])].join(':'),
    ...(wabaId === null ? {} : { wabaId }),
    ...(about.phoneNumber === null ? {} : { phoneNumber: about.phoneNumber }),
  }
}

/** The number as people write it, else the account. */
export function nameOfNumber({ about, wabaId }: Addressed): string {
  return about.phoneNumber === null ? `Account ${wabaId ?? 'unknown'}` : `+${about.phoneNumber}`
}

/** The account in a sentence. */
export function nameOfAccount({ wabaId, about }: Addressed): string {
  if (wabaId !== null) return `Account ${wabaId}`
  return about.phoneNumber === null ? 'An account that Meta did not name' : `The account of +${about.phoneNumber}`
}

/** What Meta says can be done, as a sentence; else nothing. */
export function remedy(remediation: string | null): string {
  return remediation === null ? '' : ` Meta says: ${remediation}`
}
