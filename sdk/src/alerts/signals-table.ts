import { timestamp, type Tx } from '../store/index.ts'
import { sinceReset, type Signal } from './signal.ts'

/** What a signal is about. */
export interface Track {
  readonly rule: string
  readonly subject: string
}

/** Keeps a signal. False: this event was here before, and nothing changed. */
export async function addSignal(tx: Tx, { rule, subject }: Track, signal: Signal): Promise<boolean> {
  const rows = await tx.query(
    `insert into signals (rule, subject, event_id, state, severity, content_id, occurred_at, received_at, expires_at,
       replayed, about)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict do nothing
     returning true`,
    [
      rule,
      subject,
      signal.eventId,
      signal.state,
      signal.severity,
      signal.contentId,
      timestamp(signal.occurredAt),
      timestamp(signal.receivedAt),
      timestamp(signal.expiresAt),
      signal.replayed,
      signal.about,
    ],
  )
  return rows.length > 0
}

/**
 * The signals that matter to one that has just come: from the last `resolved` before it, which forgets everything
 * older.
 */
export async function signalsFor(tx: Tx, { rule, subject }: Track, added: Signal): Promise<readonly Signal[]> {
  const rows = await tx.query<Signal>(
    `select event_id as "eventId", state, severity, content_id as "contentId", occurred_at as "occurredAt",
       received_at as "receivedAt", expires_at as "expiresAt", replayed, about
     from signals
     where rule = $1 and subject = $2 and occurred_at >= coalesce(
       (select max(occurred_at) from signals
        where rule = $1 and subject = $2 and state = 'resolved' and occurred_at < $3), '-infinity')`,
    [rule, subject, timestamp(added.occurredAt)],
  )
  return sinceReset(rows, added)
}
