import type { PhoneNumberState } from '@wabastream/schemas'
import { sent, textAt } from '../reading/sent.ts'
import { familyOf, type Known } from './known.ts'
import { restrictionsOf, violationOf } from './policy.ts'
import type { Visible } from './visible.ts'

export type NumberState = Visible<PhoneNumberState>

/** What a number's state follows from. */
export interface NumberInput {
  readonly phoneNumber: string
  readonly known: Known
  /** What is known of the account that it belongs to. */
  readonly account: Known
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The state of a number, from the newest aspects alone: the order in which events arrived does not matter. */
export function numberState(input: NumberInput): NumberState {
  const { phoneNumber, known, account, now } = input
  const text = (name: string, property: string) => textAt(known.get(name)?.value, property)
  const at = (name: string) => known.get(name)?.at ?? null
  const disconnection = openDisconnection(input)
  return {
    phone_number: phoneNumber,
    deleted_at: account.get('deletion')?.at ?? null,
    waba_id: text('account', 'waba_id'),
    phone_number_id: null,
    verified_name: text('verified-name', 'name'),
    requested_name: text('name', 'requested_name'),
    name_decision: text('name', 'decision'),
    name_rejection_reason: text('name', 'reason'),
    name_at: at('name'),
    flagged: known.has('flagged') ? sent(known.get('flagged')?.value, 'flagged') === true : null,
    flagged_at: at('flagged'),
    messaging_limit: text('limit:messaging_limit', 'value'),
    previous_messaging_limit: text('limit:messaging_limit', 'before'),
    messaging_limit_at: at('limit:messaging_limit'),
    throughput: text('throughput', 'level'),
    throughput_at: at('throughput'),
    verified_at: at('verified'),
    official_business_account: null,
    profile_picture_lost_at: null,
    restrictions: restrictionsOf(known, now),
    last_violation: violationOf(known),
    disconnected_at: disconnection?.at ?? null,
    disconnection_reason: textAt(disconnection?.value, 'reason'),
  }
}

/** A disconnection lasts until the account is reconnected, or shared with a partner again. */
function openDisconnection({ known, account }: NumberInput) {
  const disconnection = known.get('disconnection')
  if (disconnection === undefined) return undefined
  const again = [
    ...familyOf(account, 'offboarding').filter(({ value }) => value['offboarded'] === false),
    ...familyOf(account, 'partner').filter(({ value }) => value['added'] === true),
  ]
  return again.some(({ at }) => at > disconnection.at) ? undefined : disconnection
}
