import { inTransaction, lockSchema } from './migrate.ts'
import type { Queryable } from './queryable.ts'
import type { DeletedByDay, Retention } from './retention.ts'
import type { Session } from './session.ts'

/** Days made before they come: as long may the store be without its hourly care. */
const daysAhead = 2
/** Yesterday is there from the start too: an id may be taken for it just after midnight. */
const daysBehind = 1
const rowsPerStep = 1_000

/** Tables of the store itself. Those of an outbox that nobody could send stay. */
export const baseRetention: readonly Retention[] = [
  { table: 'once', days: 8 },
  { table: 'outbox', days: daysBehind },
  { table: 'outbox_refused', days: 30, by: 'delete', column: 'refused_at' },
]
const dropOnlyEmpty = new Set(['outbox'])

/** Makes the partitions of the days around today (`yyyy-mm-dd`, by default the database's, UTC). */
export async function makeDays(
  session: Session,
  schema: string,
  { retention, today }: { readonly retention: readonly Retention[]; readonly today?: string },
): Promise<void> {
  await inTransaction(session, async () => {
    await lockSchema(session, schema)
    for (const { table, by } of retention)
      if (by !== 'delete')
        await session.query(
          `SELECT make_days($1, coalesce($2::date, CURRENT_DATE) - ${daysBehind}, coalesce($2::date, CURRENT_DATE) + ${daysAhead})`,
          [table, today ?? null],
        )
  })
}

/** What became too old for one table: partitions, or rows. */
export interface Removed {
  readonly table: string
  readonly removed: number
}

/** Removes what is older than a table's days. Stops between two steps when `signal` says so. */
export async function removeOld(
  store: Queryable & { transaction: Transaction },
  retention: Retention,
  { today, signal }: { readonly today?: string; readonly signal: AbortSignal },
): Promise<Removed> {
  const { table, days } = retention
  const before = await store.query<{ before: string }>('SELECT coalesce($1::date, CURRENT_DATE) - $2::int AS before', [
    today ?? null,
    days,
  ])
  const oldest = before[0]?.before ?? ''
  const removed =
    retention.by === 'delete'
      ? await deleteRows(store, retention, oldest, signal)
      : await dropDays(store, { table, oldest, signal })
  return { table, removed }
}

type Transaction = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>

async function dropDays(
  store: Queryable & { transaction: Transaction },
  { table, oldest, signal }: { readonly table: string; readonly oldest: string; readonly signal: AbortSignal },
): Promise<number> {
  const parts = await store.query<{ part: string }>('SELECT part FROM days_of($1) WHERE day < $2::date', [
    table,
    oldest,
  ])
  let dropped = 0
  for (const { part } of parts) {
    if (signal.aborted) break
    const rows = await store.transaction(async (tx) => {
      // Everybody who comes after us waits as long as we do. If the table is busy, the next hour will do.
      await tx.query(`SET LOCAL lock_timeout = '1s'`)
      return tx.query<{ dropped: boolean }>('SELECT drop_day($1, $2) AS dropped', [part, dropOnlyEmpty.has(table)])
    })
    if (rows[0]?.dropped === true) dropped += 1
  }
  return dropped
}

async function deleteRows(
  store: Queryable,
  { table, column }: DeletedByDay,
  oldest: string,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0
  while (!signal.aborted) {
    const rows = await store.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${column} < $1::date LIMIT ${rowsPerStep})) RETURNING 1`,
      [oldest],
    )
    deleted += rows.length
    if (rows.length < rowsPerStep) break
  }
  return deleted
}
