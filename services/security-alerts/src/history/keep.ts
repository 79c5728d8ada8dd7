import { timestamp, type Tx } from '@wabastream/sdk/store'
import type { SecurityRow } from './security-row.ts'

/** Adds a row to the history; one that is there stays as it is. */
export async function keep(tx: Tx, row: SecurityRow): Promise<void> {
  const { cause, partner } = row
  await tx.query(
    `INSERT INTO security_events (event_id, event, step, subject, phone_number, waba_id, requester,
       partner_id, app_id, reason, initiated_by, occurred_at, received_at,
       source_topic, source_partition, source_offset, replayed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT (event_id) DO NOTHING`,
    [
      cause.eventId,
      row.event,
      row.step,
      row.subject,
      row.phoneNumber,
      row.wabaId,
      row.requester,
      partner?.partnerId ?? null,
      partner?.appId ?? null,
      partner?.reason ?? null,
      partner?.initiatedBy ?? null,
      timestamp(cause.occurredAt),
      timestamp(cause.receivedAt),
      cause.source?.topic ?? null,
      cause.source?.partition ?? null,
      cause.source?.offset.toString() ?? null,
      cause.replay !== null,
    ],
  )
}
