import type { Cause } from '@wabastream/sdk/alerts'
import { timestamp, type Queryable } from '@wabastream/sdk/store'
import type { LimitEvent, LimitState, LimitStep } from '../limit/limit-series.ts'
import type { Measure } from '../reading/fact.ts'
import type { About } from '../reading/reading.ts'

/** One limit of one number or account. */
export interface LimitRef {
  /** Digits of the number, else the account. */
  readonly ownerId: string
  readonly measure: Measure
}

/** What an event said about a limit, with what is needed to judge it again when another one arrives late. */
export interface LimitRow {
  readonly event: LimitEvent
  readonly about: About
  readonly cause: Cause
  /** As it was judged last; null: not yet. */
  readonly state: LimitState | null
  /** How often it was judged. */
  readonly judgements: number
}

/** Adds what an event said; what is there stays. */
export async function addLimit(
  tx: Queryable,
  ref: LimitRef,
  row: Omit<LimitRow, 'state' | 'judgements'>,
): Promise<void> {
  const { event, about, cause } = row
  await tx.query(
    `INSERT INTO limits
       (owner_id, measure, event_id, occurred_at, value, told_before, told, waba_id, phone_number, cause)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING`,
    [
      ref.ownerId,
      ref.measure,
      event.eventId,
      timestamp(event.occurredAt),
      event.value,
      event.toldBefore,
      event.told,
      about.wabaId,
      about.phoneNumber,
      keptCause(cause),
    ],
  )
}

/** Notes how an event was judged. */
export async function putJudgement(tx: Queryable, ref: LimitRef, { event, state }: LimitStep): Promise<void> {
  await tx.query(
    `UPDATE limits SET state = $4, judgements = judgements + 1 WHERE owner_id = $1 AND measure = $2 AND event_id = $3`,
    [ref.ownerId, ref.measure, event.eventId, state],
  )
}

const columns = `event_id, occurred_at, value, told_before, told, state, judgements, waba_id, phone_number, cause`

/** The event before another one, in the order of the limit. */
export async function limitBefore(tx: Queryable, ref: LimitRef, event: LimitEvent): Promise<LimitStep | null> {
  const [row] = await tx.query<Row>(
    `SELECT ${columns} FROM limits
     WHERE owner_id = $1 AND measure = $2 AND (occurred_at, event_id) < ($3, $4 COLLATE "C")
     ORDER BY occurred_at DESC, event_id DESC LIMIT 1`,
    [ref.ownerId, ref.measure, timestamp(event.occurredAt), event.eventId],
  )
  const found = row && rowOf(row)
  return found?.state ? { event: found.event, state: found.state } : null
}

/** An event and all after it, in the order of the limit. */
export async function limitsFrom(tx: Queryable, ref: LimitRef, event: LimitEvent): Promise<readonly LimitRow[]> {
  const rows = await tx.query<Row>(
    `SELECT ${columns} FROM limits
     WHERE owner_id = $1 AND measure = $2 AND (occurred_at, event_id) >= ($3, $4 COLLATE "C")
     ORDER BY occurred_at, event_id`,
    [ref.ownerId, ref.measure, timestamp(event.occurredAt), event.eventId],
  )
  return rows.map(rowOf)
}

interface Row {
  readonly event_id: string
  readonly occurred_at: number
  readonly value: string
  readonly told_before: string | null
  readonly told: LimitEvent['told']
  readonly state: LimitState | null
  readonly judgements: number
  readonly waba_id: string | null
  readonly phone_number: string | null
  readonly cause: KeptCause
}

function rowOf(row: Row): LimitRow {
  return {
    event: {
      eventId: row.event_id,
      occurredAt: row.occurred_at,
      value: row.value,
      toldBefore: row.told_before,
      told: row.told,
    },
    about: { wabaId: row.waba_id, phoneNumber: row.phone_number },
    cause: causeFrom(row.cause),
    state: row.state,
    judgements: row.judgements,
  }
}

/** JSON has no bigint. */
interface KeptCause extends Omit<Cause, 'source' | 'replay'> {
  readonly source: { readonly topic: string; readonly partition: number; readonly offset: string } | null
  readonly replayed: boolean
}

function keptCause({ source, replay, ...cause }: Cause): KeptCause {
  const kept = source && { topic: source.topic, partition: source.partition, offset: String(source.offset) }
  return { ...cause, source: kept, replayed: replay !== null }
}

function causeFrom({ source, replayed, ...cause }: KeptCause): Cause {
  return { ...cause, source: source && { ...source, offset: BigInt(source.offset) }, replay: replayed ? {} : null }
}
