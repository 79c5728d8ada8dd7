import { accountAlert } from './account-alert.ts'
import { accountBanned } from './account-banned.ts'
import { banScheduled } from './ban-scheduled.ts'
import { limitLowered } from './limit-lowered.ts'
import { limitRaised } from './limit-raised.ts'
import { nameDeferred } from './name-deferred.ts'
import { nameRejected } from './name-rejected.ts'
import { numberFlagged } from './number-flagged.ts'
import { numberVerified } from './number-verified.ts'
import { restricted } from './restricted.ts'
import { reviewDeferred } from './review-deferred.ts'
import { reviewRejected } from './review-rejected.ts'
import { violation } from './violation.ts'

/** Rules that an event alone decides. */
export const factRules = [
  numberFlagged,
  numberVerified,
  nameRejected,
  nameDeferred,
  reviewRejected,
  reviewDeferred,
  restricted,
  violation,
  banScheduled,
  accountBanned,
  accountAlert,
] as const

/** Rules that compare a limit with the one before. */
export const limitRules = [limitLowered, limitRaised] as const

/** All rules of the service; its page is generated from them. */
export const rules = [...factRules, ...limitRules] as const
