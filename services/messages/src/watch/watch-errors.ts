import type { Cause } from '@wabastream/sdk/alerts'
import { entryOf } from '../errors/explain.ts'
import type { ErrorRow } from '../intake/rows.ts'

/** An error of a batch that is to be reported, and the event that brought it. */
export interface ErrorSeen {
  readonly row: ErrorRow
  readonly cause: Cause
}

const hourMs = 3_600_000

/**
 * The errors of a batch that need a person, thinned out: of each number, code and hour the first and the last. Those
 * alone decide when an incident begins and when it ends, so that an outage with thousands of failures costs little.
 */
export function errorsToReport(rows: readonly ErrorRow[], causes: ReadonlyMap<string, Cause>): readonly ErrorSeen[] {
  const seen = rows.flatMap((row) => {
    const cause = causes.get(row.event_id)
    return cause && entryOf(row.code)?.needsPerson ? [{ row, cause }] : []
  })
  const ordered = seen.toSorted(({ row: a }, { row: b }) =>
    a.occurred_at === b.occurred_at ? compare(a.event_id, b.event_id) : a.occurred_at - b.occurred_at,
  )
  const groups = Map.groupBy(ordered, ({ row, cause }) =>
    [row.phone_number_id, cause.wabaId, row.code, Math.floor(row.occurred_at / hourMs)].join(' '),
  )
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : [group[0]!, group.at(-1)!]))
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1)
