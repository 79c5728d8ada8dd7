import type { Rule } from '@wabastream/sdk/alerts'
import type { LimitState } from '../limit/limit-series.ts'
import type { Fact, Measure } from '../reading/fact.ts'
import type { Judged } from '../rules/judged.ts'
import type { LimitJudged } from '../rules/limit-judged.ts'
import { number, wabaId } from './webhook.ts'

/** A fact of the number and account of the tests, for a rule. */
export function judged(fact: Fact, change: Partial<Omit<Judged, 'fact'>> = {}): Judged {
  return { fact, about: { wabaId, phoneNumber: number }, wabaId, ...change }
}

/** A fact that names the account only. */
export function ofAccount(fact: Fact): Judged {
  return judged(fact, { about: { wabaId, phoneNumber: null } })
}

/** What a rule says, in a line: `open critical subject`. */
export function saidBy<I>(rule: Rule<I>, input: I): string | null {
  const verdict = rule.judge(input)
  return verdict && `${verdict.state} ${verdict.severity ?? rule.severity} ${verdict.subject}`
}

/** How a limit stands, for the rules of limits. */
export function judgedLimit(measure: Measure, state: Partial<LimitState>): LimitJudged {
  const steady = { value: 'TIER_2K', before: 'TIER_10K', direction: null, isLowered: false, isRaised: false }
  return { measure, about: { wabaId, phoneNumber: number }, wabaId, state: { ...steady, ...state } }
}
