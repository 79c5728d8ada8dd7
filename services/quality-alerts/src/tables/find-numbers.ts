import type { Queryable } from '@wabastream/sdk/store'
import type { NumberState } from '../state/number-state.ts'
import type { StateRow } from './states-table.ts'

/** Which numbers are asked for. */
export interface NumbersQuery {
  readonly waba_id?: string | undefined
  readonly flagged?: boolean | undefined
  readonly restricted?: boolean | undefined
  readonly messaging_limit?: string | undefined
  readonly limit: number
  /** The number after which to go on. */
  readonly cursor?: readonly [string] | undefined
}

export type NumberRow = StateRow<NumberState>

/** In the order of their digits, one row more than the limit when there are more. */
export function findNumbers(db: Queryable, asked: NumbersQuery): Promise<readonly NumberRow[]> {
  return db.query<NumberRow>(
    `SELECT waba_id, version, updated_at, last_event_id, state, due_at, buried_at FROM states
     WHERE kind = 'number'
       AND ($1::text IS NULL OR waba_id = $1)
       AND ($2::boolean IS NULL OR coalesce((state ->> 'flagged')::boolean, false) = $2)
       AND ($3::boolean IS NULL OR $3 = jsonb_path_exists(state,
         '$.restrictions[*] ? (@.expires_at == null || @.expires_at > $now)',
         jsonb_build_object('now', extract(epoch FROM now()) * 1000)))
       AND ($4::text IS NULL OR state ->> 'messaging_limit' = $4)
       AND ($5::text IS NULL OR id > $5 COLLATE "C")
     ORDER BY id
     LIMIT $6`,
    [
      asked.waba_id ?? null,
      asked.flagged ?? null,
      asked.restricted ?? null,
      asked.messaging_limit ?? null,
      asked.cursor?.[0] ?? null,
      asked.limit + 1,
    ],
  )
}
