import type { Rule, Verdict } from '@wabastream/sdk/alerts'
import { banScheduled } from './ban-scheduled.ts'
import { factRules } from './index.ts'
import type { Judged } from './judged.ts'
import { nameDeferred } from './name-deferred.ts'
import { nameRejected } from './name-rejected.ts'
import { reviewDeferred } from './review-deferred.ts'
import { reviewRejected } from './review-rejected.ts'

/** What one rule makes of an event. */
export interface Finding {
  readonly rule: Rule
  readonly verdict: Verdict
  readonly supersedes: Superseded | null
}

/** A rule whose incident of the subject ends without a word: nobody is to read "resolved" because things got worse. */
export interface Superseded {
  readonly rule: Rule
  /** Only what was said before, not at the same time. */
  readonly before: boolean
}

/**
 * A rule that opens says more than these. Times are as exact as a second: `before` leaves what was said in the same second,
 * so that of a decision that was put off and a decision the decision remains.
 */
const supersedes: ReadonlyMap<string, Superseded> = new Map([
  ['account-banned', { rule: banScheduled, before: false }],
  ['name-rejected', { rule: nameDeferred, before: false }],
  ['name-deferred', { rule: nameRejected, before: true }],
  ['review-rejected', { rule: reviewDeferred, before: false }],
  ['review-deferred', { rule: reviewRejected, before: true }],
])

/** What the rules that an event alone decides make of one fact. */
export function findingsOf(judged: Judged): readonly Finding[] {
  return factRules.flatMap((rule) => {
    const verdict = rule.judge(judged)
    if (verdict === null) return []
    return [{ rule, verdict, supersedes: verdict.state === 'open' ? (supersedes.get(rule.name) ?? null) : null }]
  })
}
