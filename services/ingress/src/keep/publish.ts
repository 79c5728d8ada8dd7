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
export function publish(lanes: Lanes, sent: readonly Laned[], sinceMs: number): Promise<readonly Outcome[]> {
  const first = sent[0]
  if (first === undefined) return Promise.resolve([])
  const { lane } = first
  return sent.every((each) => each.lane === lane)
    ? publishOn(lanes[lane], sent, sinceMs)
    : publishApart(lanes, sent, sinceMs)
}

async function publishApart(lanes: Lanes, sent: readonly Laned[], sinceMs: number): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = Array.from({ length: sent.length })
  const groups = Map.groupBy(sent.entries(), ([, { lane }]) => lane)
  await Promise.all(
    Array.from(groups, async ([lane, group]) => {
      const found = await publishOn(
        lanes[lane],
        group.map(([, each]) => each),
        sinceMs,
      )
      for (const [at, [index]] of group.entries()) outcomes[index] = found[at] as Outcome
    }),
  )
  return outcomes
}

function publishOn(lane: Lane, sent: readonly Laned[], sinceMs: number): Promise<readonly Outcome[]> {
  const records = sent.map(({ record }) => record)
  return lane.publish(records, sinceMs).then((outcomes) => {
    for (let i = 0; i < records.length; i += 1)
      if (!outcomes[i]) throw new Error(`A record for ${records[i]?.topic} has no outcome`)
    return outcomes
  })
}
