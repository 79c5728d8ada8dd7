import type { LimitState } from '../limit/limit-series.ts'
import type { Measure } from '../reading/fact.ts'
import { nameOfAccount, nameOfNumber, onAccount, onNumber, type Addressed } from './judged.ts'

/** What the rules of limits judge: how a limit stands after an event. */
export interface LimitJudged extends Addressed {
  readonly measure: Measure
  readonly state: LimitState
}

const words: Readonly<Record<Measure, string>> = {
  messaging_limit: 'the messaging limit',
  max_daily_conversation_per_phone: 'the limit of daily conversations per number',
  max_daily_conversations_per_business: 'the limit of daily conversations',
  max_phone_numbers_per_business: 'the limit of phone numbers of the business',
  max_phone_numbers_per_waba: 'the limit of phone numbers',
}

/** An incident of the number for its messaging limit, else of the account, one per limit. */
export function onLimit(input: LimitJudged) {
  return input.measure === 'messaging_limit' ? onNumber(input) : onAccount(input, input.measure)
}

/** Who has the limit, and which. */
export function nameOfLimit(input: LimitJudged): string {
  const name = input.measure === 'messaging_limit' ? nameOfNumber(input) : nameOfAccount(input)
  return `${name}: ${words[input.measure]}`
}

/** From what to what, as far as it is known. */
export function fromTo({ state: { before, value } }: LimitJudged): string {
  return before === null || before === value ? `to ${value}` : `from ${before} to ${value}`
}
