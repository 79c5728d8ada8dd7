import type { LaneName } from '@wabastream/schemas/catalogue'
import type { Lane, OutgoingRecord, Outcome } from '@wabastream/sdk/kafka'

/** The three lanes: one that is stalled does not stall another. */
export type Lanes = Readonly<Record<LaneName, Lane>>

/** A record and the lane that it takes. */
export interface Laned {
  readonly lane: LaneName
  readonly record: OutgoingRecord
}

/**
 * Publishes the records of one delivery and gives their outcomes in the same order.
 * `sinceMs`: when the last byte of the body had arrived; the time for the acknowledgement counts from there.
 * @throws LaneError when some record was neither acknowledged nor refused for good in time.
 * @throws Error when a lane says nothing about a record: that would pass for neither kept nor refused.
 */
export async function publish(lanes: Lanes, sent: readonly Laned[], sinceMs: number): Promise<readonly Outcome[]> {
  const first = sent[0]
  if (first === undefined) return []
  if (sent.every(({ lane }) => lane === first.lane)) return publishOn(lanes[first.lane], sent, sinceMs)
  const outcomes: Outcome[] = Array.from({ length: sent.length })
  const groups = Map.groupBy(sent.keys(), (index) => sent[index]?.lane ?? first.lane)
  await Promise.all(
    [...groups].map(async ([lane, indexes]) => {
      const group = indexes.map((index) => sent[index] ?? first)
      const found = await publishOn(lanes[lane], group, sinceMs)
      for (const [at, outcome] of found.entries()) outcomes[indexes[at] ?? 0] = outcome
    }),
  )
  return outcomes
}

async function publishOn(lane: Lane, sent: readonly Laned[], sinceMs: number): Promise<readonly Outcome[]> {
  const records = sent.map(({ record }) => record)
  const outcomes = await lane.publish(records, sinceMs)
  for (const [index, { topic }] of records.entries())
    if (!outcomes[index]) throw new Error(`A record for ${topic} has no outcome`)
  return outcomes
}
