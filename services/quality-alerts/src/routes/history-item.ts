import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'
import type { HistoryRow } from '../tables/find-history.ts'

/** The query parameter of routes with a history. */
export const historyQuery = z.object({
  history: z.coerce.number().int().min(0).max(1000).default(100).describe('Events of the history, newest first'),
})

export const historyItem = z.object({
  event_id: z.string(),
  field: z.string().describe("Meta's name of the webhook field"),
  event: z.string().nullable().describe("Meta's word: the event, the decision or the type of alert"),
  phone_number: z.string().nullable(),
  occurred_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
  value: z.unknown().describe('What Meta sent'),
})

export function toHistoryItem(row: HistoryRow): z.input<typeof historyItem> {
  return { ...row, occurred_at: isoTime(row.occurred_at), received_at: isoTime(row.received_at) }
}
