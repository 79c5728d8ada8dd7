import type { AccountUpdateEvent, SecurityEvent } from '@wabastream/schemas'
import { security } from '@wabastream/schemas'
import { causeOf, type Cause } from '@wabastream/sdk/alerts'
import type { Consumed } from '@wabastream/sdk/consumer'
import { storable } from '@wabastream/sdk/store'
import { partnerEventOf, type PartnerEvent } from '../partner/partner-event.ts'
import { digits } from '../two-step/digits.ts'
import { stepOf, type Step } from '../two-step/step.ts'

/** One event of the history: a change of a two-step code, or of who can act for an account. */
export interface SecurityRow {
  /** Meta's name of the event. */
  readonly event: string | null
  /** What happened to the code; null for partners, and for events that Meta did not document. */
  readonly step: Step | null
  /** What incidents of the two-step code are about: digits of the number, else the account, else the event itself. */
  readonly subject: string
  readonly phoneNumber: string | null
  readonly requester: string | null
  readonly partner: PartnerEvent | null
  readonly wabaId: string | null
  readonly cause: Cause
}

/** An event of either topic as a row; null when it is not about security. */
export function securityRowOf(event: Consumed<SecurityEvent> | Consumed<AccountUpdateEvent>): SecurityRow | null {
  return isSecurity(event) ? twoStepRow(event) : partnerRow(event)
}

function isSecurity(event: Consumed<SecurityEvent> | Consumed<AccountUpdateEvent>): event is Consumed<SecurityEvent> {
  return event.field === security.field
}

function twoStepRow(event: Consumed<SecurityEvent>): SecurityRow {
  const phoneNumber = digits(event.value.display_phone_number)
  const wabaId = accountOf(event.waba_id)
  return {
    event: storable(event.value.event) || null,
    step: stepOf(event.value.event),
    subject: phoneNumber ?? wabaId ?? event.event_id,
    phoneNumber,
    requester: storable(event.value.requester) || null,
    partner: null,
    wabaId,
    cause: { ...causeOf(event), wabaId },
  }
}

function partnerRow(event: Consumed<AccountUpdateEvent>): SecurityRow | null {
  const partner = partnerEventOf(event)
  if (partner === null) return null
  return {
    event: storable(event.value.event) || null,
    step: null,
    subject: partner.wabaId ?? event.event_id,
    phoneNumber: partner.phoneNumber,
    requester: null,
    partner,
    wabaId: partner.wabaId,
    cause: { ...causeOf(event), wabaId: partner.wabaId },
  }
}

/** Meta writes "0" where it does not name the account. */
function accountOf(wabaId: string): string | null {
  return wabaId === '0' ? null : storable(wabaId) || null
}
