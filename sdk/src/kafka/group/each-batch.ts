import type { EachBatchPayload } from 'kafkajs'
import type { GroupBatch, GroupConfig } from './group-config.ts'
import { partitionKey } from './partition-key.ts'

/** What the batches of a session have to know of it. */
export interface State {
  over: boolean
  /** Counts assignments: a batch of an earlier one is stale. */
  generation: number
  /** Partitions of the latest assignment. */
  assigned: ReadonlySet<string>
  /** Until the starting places of this assignment are known, nothing is worked on. */
  settling: Promise<void> | null
}

export function createState(): State {
  return { over: false, generation: 0, assigned: new Set(), settling: null }
}

type Payload = Pick<
  EachBatchPayload,
  'batch' | 'isRunning' | 'isStale' | 'heartbeat' | 'resolveOffset' | 'commitOffsetsIfNecessary' | 'uncommittedOffsets'
>

/**
 * Heartbeats go on while the batch is worked on; their error (a rebalance, a lost connection) is the only one that
 * kafkajs ever gets from us: a TypeError would end the consumer for good.
 */
export async function eachBatch(
  payload: Payload,
  state: State,
  config: Pick<GroupConfig, 'timings' | 'work' | 'died'>,
): Promise<void> {
  if (state.settling) await state.settling
  const { generation } = state
  const { batch, isRunning, isStale, heartbeat, resolveOffset } = payload
  // With several brokers kafkajs may join again because of one, while the answer of another is still on its way.
  if (!state.assigned.has(partitionKey(batch.topic, batch.partition))) return
  let lost: Error | undefined
  const lose = (error: unknown) => {
    lost ??= error instanceof Error ? error : new Error(String(error))
  }
  const beat = setInterval(() => void heartbeat().catch(lose), config.timings.heartbeatMs)
  const isOurs = () => !state.over && state.generation === generation && !isStale()
  const given: GroupBatch = {
    topic: batch.topic,
    partition: batch.partition,
    records: batch.messages,
    highWatermark: batch.highWatermark,
    live: () => lost === undefined && isRunning() && isOurs(),
    resolve(offset) {
      if (state.generation === generation && !isStale()) resolveOffset(offset)
    },
    async commit() {
      if (isOurs() && isRunning()) await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
    },
  }
  try {
    if (given.live()) await config.work(given)
  } catch (error) {
    config.died(error instanceof Error ? error : new Error(String(error)))
  } finally {
    clearInterval(beat)
  }
  if (lost !== undefined) throw lost
}
