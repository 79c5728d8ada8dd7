import { jsonText } from '@wabastream/schemas/codec'
import { timestamp, type Tx } from '@wabastream/sdk/store'
import type { HealthEvent, Reading } from '../reading/reading.ts'

/** An event for the history: as it was sent, and what it is about. */
export interface HistoryEntry {
  readonly event: HealthEvent
  readonly reading: Reading
  /** The value as Meta sent it. */
  readonly value: unknown
}

/** Adds an event to the history. False: it was there before. */
export async function addToHistory(tx: Tx, { event, reading, value }: HistoryEntry): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO history (event_id, field, event, waba_id, phone_number, business_id, value, occurred_at, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (event_id) DO NOTHING
     RETURNING true`,
    [
      event.event_id,
      event.field,
      reading.word,
      reading.wabaId,
      reading.phoneNumber,
      reading.businessId,
      storableJson(value),
      timestamp(event.occurred_at),
      timestamp(event.received_at),
    ],
  )
  return rows.length > 0
}

/** JSON text as PostgreSQL takes it: no zero characters, no halves of surrogate pairs. Both are escapes in the text. */
function storableJson(value: unknown): string {
  return jsonText(value).replaceAll(/(?<!\\)((?:\\\\)*)\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})/g, '$1\\ufffd')
}
