import { timestamp, type Queryable } from '@wabastream/sdk/store'

/** Which state: of a number (its digits) or of an account. */
export interface StateRef {
  readonly kind: 'number' | 'account'
  readonly id: string
}

/** A state as it was last published. Times are milliseconds since 1970. */
export interface StateRow<S> {
  /** Account of a number; null for an account, or when it is not known. */
  readonly waba_id: string | null
  readonly version: number
  readonly updated_at: number | null
  readonly last_event_id: string | null
  readonly state: S
  readonly due_at: number | null
  /** Since when it is off the topic. */
  readonly buried_at: number | null
}

const columns = 'waba_id, version, updated_at, last_event_id, state, due_at, buried_at'

/** A state as it was last published; null when there is none. */
export async function findState<S>(db: Queryable, { kind, id }: StateRef): Promise<StateRow<S> | null> {
  const [row] = await db.query<StateRow<S>>(`SELECT ${columns} FROM states WHERE kind = $1 AND id = $2`, [kind, id])
  return row ?? null
}

/** Keeps a state. */
export async function putState<S extends object>(
  db: Queryable,
  { kind, id }: StateRef,
  row: StateRow<S>,
): Promise<void> {
  await db.query(
    `INSERT INTO states (kind, id, waba_id, version, updated_at, last_event_id, state, due_at, buried_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (kind, id) DO UPDATE
     SET waba_id = $3, version = $4, updated_at = $5, last_event_id = $6, state = $7, due_at = $8, buried_at = $9`,
    [
      kind,
      id,
      row.waba_id,
      row.version,
      timestamp(row.updated_at),
      row.last_event_id,
      row.state,
      timestamp(row.due_at),
      timestamp(row.buried_at),
    ],
  )
}

/** States that have to be looked at because of the time, the longest due first. */
export function dueStates(db: Queryable, now: number, limit: number): Promise<readonly StateRef[]> {
  return db.query<StateRef>('SELECT kind, id FROM states WHERE due_at <= $1 ORDER BY due_at LIMIT $2', [
    timestamp(now),
    limit,
  ])
}
