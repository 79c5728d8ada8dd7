import type { OutgoingRecord, Outcome } from '../../kafka/index.ts'
import type { OutboxRow, RefusedRow } from './outbox-rows.ts'

/** What became of the rows of a round. Those that are in neither list are sent again. */
export interface Settled {
  readonly sent: readonly number[]
  readonly refused: readonly RefusedRow[]
  /** The first reason why a topic could not be written; null when all could. */
  readonly failure: Error | null
}

/** Sends rows, each topic on its own: one that is missing does not hold up the others. Within a topic the order stays. */
export async function sendRows(
  rows: readonly OutboxRow[],
  publish: (records: readonly OutgoingRecord[]) => Promise<readonly Outcome[]>,
): Promise<Settled> {
  const byTopic = [...Map.groupBy(rows, ({ record }) => record.topic).values()]
  const results = await Promise.allSettled(byTopic.map((group) => publish(group.map(({ record }) => record))))
  const sent: number[] = []
  const refused: RefusedRow[] = []
  let failure: Error | null = null
  for (const [at, result] of results.entries()) {
    if (result.status === 'rejected') failure ??= result.reason as Error
    else
      for (const [index, { id }] of (byTopic[at] ?? []).entries()) {
        const outcome = result.value[index]
        if (outcome?.kept === true) sent.push(id)
        else if (outcome) refused.push({ id, code: outcome.code })
      }
  }
  return { sent, refused, failure }
}
