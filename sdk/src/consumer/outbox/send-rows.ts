import type { OutgoingRecord, Outcome } from '../../kafka/index.ts'
import type { OutboxRow, RefusedRow } from './outbox-rows.ts'

/** Like a lane's: resolves when every record is acknowledged or refused for good, rejects to be asked again. */
export type Publish = (records: readonly OutgoingRecord[]) => Promise<readonly Outcome[]>

/** What became of the rows of a round. Those that are in neither list are sent again. */
export interface Settled {
  readonly sent: readonly number[]
  readonly refused: readonly RefusedRow[]
  /** Why topics could not be written, by their names. */
  readonly failures: ReadonlyMap<string, Error>
}

/** Sends rows, each topic on its own: one that is missing does not hold up the others. Within a topic the order stays. */
export async function sendRows(rows: readonly OutboxRow[], publish: Publish): Promise<Settled> {
  const byTopic = [...Map.groupBy(rows, ({ record }) => record.topic)]
  const results = await Promise.allSettled(byTopic.map(([, group]) => publish(group.map(({ record }) => record))))
  const sent: number[] = []
  const refused: RefusedRow[] = []
  const failures = new Map<string, Error>()
  for (const [at, result] of results.entries()) {
    const [topic, group] = byTopic[at]!
    if (result.status === 'rejected') failures.set(topic, result.reason as Error)
    else
      for (const [index, { id }] of group.entries()) {
        const outcome = result.value[index]
        if (outcome?.kept === true) sent.push(id)
        else if (outcome) refused.push({ id, code: outcome.code })
      }
  }
  return { sent, refused, failures }
}
