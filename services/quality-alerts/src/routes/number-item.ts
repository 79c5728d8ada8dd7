import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'
import type { NumberRow } from '../tables/find-numbers.ts'
import { restrictionItem, toRestrictions, toViolation, violationItem } from './policy-items.ts'

const time = z.iso.datetime().nullable()

export const numberItem = z.object({
  phone_number: z.string().describe('Display phone number, digits only'),
  waba_id: z.string().nullable().describe('null while no event has named the account'),
  verified_name: z.string().nullable().describe('Last approved display name'),
  requested_name: z.string().nullable().describe('Display name of the last review'),
  name_decision: z.string().nullable().describe('APPROVED, DEFERRED, PENDING or REJECTED'),
  name_rejection_reason: z.string().nullable(),
  name_at: time,
  flagged: z.boolean().nullable().describe('Quality is low: the messaging limit may fall'),
  flagged_at: time.describe('When it was flagged, or no longer'),
  messaging_limit: z.string().nullable().describe('For example TIER_10K'),
  previous_messaging_limit: z.string().nullable(),
  messaging_limit_at: time,
  throughput: z.string().nullable().describe('HIGH after an upgrade'),
  throughput_at: time,
  verified_at: time,
  restrictions: z.array(restrictionItem).describe('In force now'),
  last_violation: violationItem.nullable(),
  disconnected_at: time.describe('No longer shared with the WhatsApp Business app'),
  disconnection_reason: z.string().nullable(),
  deleted_at: time.describe('When its account was deleted'),
  version: z.int(),
  updated_at: time.describe('Time of the newest event'),
})

/** A number as it is answered. */
export function toNumberItem({ state, version, updated_at: updatedAt }: NumberRow): z.input<typeof numberItem> {
  const { phone_number_id: _id, official_business_account: _oba, profile_picture_lost_at: _lost, ...shown } = state
  return {
    ...shown,
    name_at: isoTime(state.name_at),
    flagged_at: isoTime(state.flagged_at),
    messaging_limit_at: isoTime(state.messaging_limit_at),
    throughput_at: isoTime(state.throughput_at),
    verified_at: isoTime(state.verified_at),
    restrictions: toRestrictions(state.restrictions, Date.now()),
    last_violation: toViolation(state.last_violation),
    disconnected_at: isoTime(state.disconnected_at),
    deleted_at: isoTime(state.deleted_at),
    version,
    updated_at: isoTime(updatedAt),
  }
}
