import type { OutgoingRecord } from '../../kafka/index.ts'
import type { Queryable } from '../../store/index.ts'
import { readHeaders } from './stored-headers.ts'
import type { StoredHeaders } from './stored-headers.ts'

const rowsPerRound = 500
const bytesPerRound = 4 * 1024 * 1024

/** A record that waits. */
export interface OutboxRow {
  readonly id: number
  readonly record: OutgoingRecord
}

/** One that Kafka will never take, and its name for the reason. */
export interface RefusedRow {
  readonly id: number
  readonly code: string
}

interface StoredRow extends Omit<OutgoingRecord, 'headers' | 'timestampMs'> {
  readonly id: number
  readonly headers: StoredHeaders
  readonly written_at: number
}

// Always from the lowest id that is there, never "after the last one": ids are given before transactions are kept, so a
// lower one may appear later. The size is summed up without reading the values. One row comes whatever its size.
const head = `
  SELECT id, topic, partition, key, value, headers, written_at
  FROM (
    SELECT *, sum(coalesce(octet_length(value), 0)) OVER (ORDER BY id) - coalesce(octet_length(value), 0) AS before
    FROM (SELECT * FROM outbox WHERE topic <> ALL ($1::text[]) ORDER BY id LIMIT ${rowsPerRound}) AS first_rows
  ) AS sized
  WHERE before < ${bytesPerRound}
  ORDER BY id`

/** The records that wait longest, in order; none of the topics `without`. */
export async function readOutbox(
  store: Queryable,
  without: ReadonlySet<string> = new Set(),
): Promise<readonly OutboxRow[]> {
  const rows = await store.query<StoredRow>(head, [[...without]])
  return rows.map(({ id, headers, written_at: timestampMs, ...row }) => ({
    id,
    record: { ...row, headers: readHeaders(headers), timestampMs },
  }))
}

// Refused ones are put aside in the same statement.
const settle = `
  WITH refused AS (
    SELECT * FROM unnest($2::bigint[], $3::text[]) AS r(id, code)
  ), aside AS (
    INSERT INTO outbox_refused (id, topic, partition, key, value, headers, written_at, code)
    SELECT o.id, o.topic, o.partition, o.key, o.value, o.headers, o.written_at, r.code
    FROM outbox o JOIN refused r ON r.id = o.id
    ON CONFLICT (id) DO NOTHING
  )
  DELETE FROM outbox WHERE id = ANY ($1::bigint[])`

/** Removes what was sent or refused. */
export async function settleRows(
  store: Queryable,
  { sent, refused }: { readonly sent: readonly number[]; readonly refused: readonly RefusedRow[] },
): Promise<void> {
  const ids = refused.map(({ id }) => id)
  await store.query(settle, [[...sent, ...ids], ids, refused.map(({ code }) => code)])
}
