import {
  accountAlerts,
  accountReviewUpdate,
  accountUpdate,
  businessCapabilityUpdate,
  phoneNumberNameUpdate,
  phoneNumberQualityUpdate,
} from '@wabastream/schemas'
import { rebuild } from '@wabastream/schemas/codec'
import { readAccountAlert, readCapability, readReview } from './read-account.ts'
import { readAccountUpdate } from './read-account-update.ts'
import { readName, readQuality } from './read-number.ts'
import type { HealthEvent, Reading } from './reading.ts'
import type { Said } from './said.ts'

/** The topics of the service. */
export const topics = [
  phoneNumberQualityUpdate,
  phoneNumberNameUpdate,
  businessCapabilityUpdate,
  accountUpdate,
  accountReviewUpdate,
  accountAlerts,
] as const

const readers: ReadonlyMap<string, (said: Said) => Reading> = new Map([
  [phoneNumberQualityUpdate.field, readQuality],
  [phoneNumberNameUpdate.field, readName],
  [businessCapabilityUpdate.field, readCapability],
  [accountUpdate.field, readAccountUpdate],
  [accountReviewUpdate.field, readReview],
  [accountAlerts.field, readAccountAlert],
])

/** The value of an event as Meta sent it, also what its schema does not know. */
export function valueAsSent(event: HealthEvent): unknown {
  const topic = topics.find(({ field }) => field === event.field)
  return topic === undefined ? event.value : rebuild(event, topic.schema).value
}

/** What an event says. A field that is not one of the topics says nothing. */
export function read(event: HealthEvent): Reading {
  const said = { value: valueAsSent(event), entryId: event.entry_id }
  const reader = readers.get(event.field)
  return reader?.(said) ?? { word: null, wabaId: null, phoneNumber: null, businessId: null, facts: [] }
}
