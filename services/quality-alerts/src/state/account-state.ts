import type { AccountState as AccountRecord } from '@wabastream/schemas'
import { integerAt, sent, textAt } from '../reading/sent.ts'
import { familyOf, type Known } from './known.ts'
import { restrictionsOf, violationOf } from './policy.ts'
import type { Visible } from './visible.ts'

export type AccountState = Visible<AccountRecord>

/** What an account's state follows from. */
export interface AccountInput {
  readonly wabaId: string
  readonly known: Known
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The state of an account, from the newest aspects alone: the order in which events arrived does not matter. */
export function accountState({ wabaId, known, now }: AccountInput): AccountState {
  const text = (name: string, property: string) => textAt(known.get(name)?.value, property)
  const at = (name: string) => known.get(name)?.at ?? null
  const limit = (measure: string) => integerAt(known.get(`limit:${measure}`)?.value, 'value')
  const limitTimes = familyOf(known, 'limit').map((aspect) => aspect.at)
  const isOffboarded = sent(known.get('offboarding')?.value, 'offboarded') === true
  return {
    waba_id: wabaId,
    deleted_at: at('deletion'),
    owner_business_id: text('owner', 'business_id'),
    country: text('country', 'country'),
    review_decision: text('review', 'decision'),
    review_at: at('review'),
    ban_state: text('ban', 'state'),
    ban_date: text('ban', 'date'),
    ban_at: at('ban'),
    restrictions: restrictionsOf(known, now),
    last_violation: violationOf(known),
    max_daily_conversations_per_business: text('limit:max_daily_conversations_per_business', 'value'),
    max_daily_conversation_per_phone: limit('max_daily_conversation_per_phone'),
    max_phone_numbers_per_business: limit('max_phone_numbers_per_business'),
    max_phone_numbers_per_waba: limit('max_phone_numbers_per_waba'),
    capability_at: limitTimes.length === 0 ? null : Math.max(...limitTimes),
    offboarded_at: isOffboarded ? at('offboarding') : null,
  }
}
