import type { JsonObject } from '@wabastream/schemas/codec'

/**
 * Whose aspect it is. `account-of-number`: of the account that a number belongs to, when Meta named the number only; it
 * counts for whatever account that turns out to be. `business`: of every account that a business portfolio owns.
 */
export interface Owner {
  readonly kind: 'number' | 'account' | 'account-of-number' | 'business'
  readonly id: string
}

/** One thing that is known of a number or an account: the newest event that spoke of it decides. */
export interface Aspect {
  readonly owner: Owner
  /** `flagged`, `restriction:RESTRICTED_…`. What stands before the colon is its family. */
  readonly name: string
  /** As it is kept: names in snake case, times in milliseconds since 1970. */
  readonly value: JsonObject
  /** What orders it: time of the event, milliseconds since 1970. */
  readonly at: number
  /** Which of two events of the same second counts. */
  readonly rank: number
}

/** An aspect as it was said by an event. */
export interface KnownAspect extends Aspect {
  readonly eventId: string
}

/** Negative: `a` is older than `b`. A total order, so that the order of arrival never matters. */
export function compareAspects(a: KnownAspect, b: KnownAspect): number {
  return a.at - b.at || a.rank - b.rank || (a.eventId === b.eventId ? 0 : a.eventId < b.eventId ? -1 : 1)
}
