import { timestamp, type Tx } from '@wabastream/sdk/store'
import { takeoverWindowMs } from '../two-step/standing.ts'
import type { Step } from '../two-step/step.ts'
import type { TwoStepEvent } from '../two-step/two-step-event.ts'

interface Row {
  readonly event_id: string
  readonly step: Step
  readonly subject: string
  readonly phone_number: string | null
  readonly waba_id: string | null
  readonly requester: string | null
  readonly occurred_at: number
  readonly received_at: number
  readonly source_topic: string | null
  readonly source_partition: number | null
  readonly source_offset: number | null
  readonly replayed: boolean
}

/**
 * Until the transaction ends, nobody else judges this subject: two halves of a takeover that arrive at the same moment, one
 * of them over a retry topic, must see each other.
 */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`security-alerts two-step ${subject}`])
}

/**
 * The two-step events of a subject around a time: those whose standing an event of that time can change, and those that
 * their standing depends on.
 */
export async function twoStepHistory(tx: Tx, subject: string, aroundMs: number): Promise<readonly TwoStepEvent[]> {
  const rows = await tx.query<Row>(
    `SELECT event_id, step, subject, phone_number, waba_id, requester, occurred_at, received_at,
       source_topic, source_partition, source_offset, replayed
     FROM security_events
     WHERE subject = $1 AND step IS NOT NULL AND occurred_at BETWEEN $2 AND $3
     ORDER BY occurred_at, event_id`,
    [subject, timestamp(aroundMs - 2 * takeoverWindowMs), timestamp(aroundMs + 2 * takeoverWindowMs)],
  )
  return rows.map(twoStepEventOf)
}

function twoStepEventOf(row: Row): TwoStepEvent {
  return {
    eventId: row.event_id,
    subject: row.subject,
    wabaId: row.waba_id,
    phoneNumber: row.phone_number,
    step: row.step,
    requester: row.requester,
    occurredAt: row.occurred_at,
    cause: {
      eventId: row.event_id,
      // The same step again is news: whoever turns the code off a second time must not go unnoticed.
      contentId: row.event_id,
      occurredAt: row.occurred_at,
      receivedAt: row.received_at,
      wabaId: row.waba_id,
      source: sourceOf(row),
      replay: row.replayed ? {} : null,
    },
  }
}

function sourceOf({ source_topic: topic, source_partition: partition, source_offset: offset }: Row) {
  return topic === null || partition === null || offset === null ? null : { topic, partition, offset: BigInt(offset) }
}
