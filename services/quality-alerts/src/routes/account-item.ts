import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'
import { detailsOf } from '../state/account-details.ts'
import type { AccountState } from '../state/account-state.ts'
import type { Known } from '../state/known.ts'
import type { StateRow } from '../tables/states-table.ts'
import { historyItem } from './history-item.ts'
import { restrictionItem, toRestrictions, toViolation, violationItem } from './policy-items.ts'

const time = z.iso.datetime().nullable()

const stateItem = z.object({
  waba_id: z.string(),
  owner_business_id: z.string().nullable().describe('Business portfolio that owns the account'),
  country: z.string().nullable(),
  review_decision: z.string().nullable().describe('APPROVED, REJECTED, PENDING or DEFERRED'),
  review_at: time,
  ban_state: z.string().nullable().describe('DISABLE, SCHEDULE_FOR_DISABLE or REINSTATE'),
  ban_date: z.string().nullable().describe('As sent, in English words'),
  ban_at: time,
  restrictions: z.array(restrictionItem).describe('Of the account itself, in force now'),
  last_violation: violationItem.nullable().describe('Of the account or any of its numbers'),
  max_daily_conversations_per_business: z.string().nullable().describe('A number as text, or text such as TIER_10K'),
  max_daily_conversation_per_phone: z.int().nullable().describe('-1: no limit'),
  max_phone_numbers_per_business: z.int().nullable(),
  max_phone_numbers_per_waba: z.int().nullable(),
  capability_at: time,
  offboarded_at: time,
  deleted_at: time,
  version: z.int(),
  updated_at: time.describe('Time of the newest event'),
})

const at = z.iso.datetime()
const app = z.object({ app_id: z.string(), installed: z.boolean(), at })
const partner = z.object({
  partner_id: z.string().describe('Business portfolio of the partner'),
  added: z.boolean().describe('false: it was removed'),
  solution_id: z.string().nullable(),
  solution_partners: z.array(z.string()),
  at,
})
const certification = z.object({
  business_id: z.string(),
  status: z.string().describe('NEEDED, PENDING, APPROVED, DISCARDED, FAILED or REVOKED'),
  reasons: z.array(z.string()),
  at,
})
const exception = z.object({ country: z.string().nullable(), starts_at: time })
const volumeTier = z.object({
  category: z.string().nullable(),
  region: z.string().nullable(),
  month: z.string().nullable().describe('YYYY-MM'),
  tier: z.string().describe('Lower and upper bound, as min:max'),
  switched_at: time.describe('The earliest of what Meta told: that is the valid one'),
})
const alert = z.object({
  type: z.string(),
  entity_type: z.string().nullable(),
  entity_id: z.string().nullable(),
  severity: z.string().nullable(),
  status: z.string().nullable().describe('ACTIVE or NONE'),
  description: z.string().nullable(),
  at,
})

const detailsItem = z.object({
  partners: z.array(partner),
  apps: z.array(app),
  ad_accounts: z.array(z.object({ id: z.string(), at })),
  terms: z.array(z.object({ terms: z.string().describe('MM_LITE'), at })),
  certification: certification.nullable().describe('Of the business that owns the account'),
  authentication_international_rate: z.object({ starts_at: time, exceptions: z.array(exception), at }).nullable(),
  volume_tiers: z.array(volumeTier).describe('Price tiers, the latest switch first'),
  alerts: z.array(alert).describe('What account_alerts said last of each entity'),
  verified_at: time,
})

/** An account as it is answered. */
export const accountItem = stateItem.extend({
  numbers: z.array(z.string()).describe('Display phone numbers, digits only'),
  ...detailsItem.shape,
  history: z.array(historyItem),
})

/** What is known of an account besides its state. */
export function toDetails(known: Known): z.output<typeof detailsItem> {
  return detailsItem.parse(detailsOf(known))
}

/** The state of an account as it is answered. */
export function toAccountItem({
  state,
  version,
  updated_at: updatedAt,
}: StateRow<AccountState>): z.input<typeof stateItem> {
  return {
    ...state,
    review_at: isoTime(state.review_at),
    ban_at: isoTime(state.ban_at),
    restrictions: toRestrictions(state.restrictions, Date.now()),
    last_violation: toViolation(state.last_violation),
    capability_at: isoTime(state.capability_at),
    offboarded_at: isoTime(state.offboarded_at),
    deleted_at: isoTime(state.deleted_at),
    version,
    updated_at: isoTime(updatedAt),
  }
}
