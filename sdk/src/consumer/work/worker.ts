import type { AssignedPartition, GroupBatch } from '../../kafka/index.ts'
import type { GroupReading } from '../metrics.ts'
import { within } from '../../service/signals.ts'
import { SETTLED } from '../handle/outcome.ts'
import type { RunningCalls } from '../handle/running-calls.ts'
import { createBudget } from './budget.ts'
import { inSlices } from './in-slices.ts'
import { nextChange, oneByOne, type Turn, type WorkRules } from './one-by-one.ts'
import type { Partition } from './partition.ts'
import { createPartitions } from './partitions.ts'

/** What a worker needs of the consumer group. */
export interface PauseControl {
  pause(topic: string, partition: number, forMs: number | null): void
  resume(topic: string, partition: number): void
}

export interface WorkerPorts extends WorkRules {
  readonly calls: RunningCalls
  readonly control: PauseControl
  /** Events are handled in slices. */
  readonly slices: boolean
  readonly budgetMs: number
  /** Age counts from when a record may be handled, in milliseconds after its timestamp. */
  readonly restMs?: ((topic: string) => number) | undefined
}

/** For what is neither a handler nor can be cancelled: a failed event on its way to Kafka. */
const LEAVE_MS = 1000

/** Works on the batches of a consumer group, and knows what became of the records of each partition. */
export interface Worker {
  work(batch: GroupBatch): Promise<void>
  joined(assigned: readonly AssignedPartition[]): void
  /** Begins nothing more. */
  close(): void
  /** Closes, and resolves when nothing runs, at the latest after `withinMs`: then what runs is given up. */
  drain(withinMs: number): Promise<void>
  reading(): Omit<GroupReading, 'pausedPartitions'>
}

export function createWorker(ports: WorkerPorts): Worker {
  const { calls, control, restMs } = ports
  const partitions = createPartitions(idle)
  /** Partitions whose batch is being worked on. */
  const inTurn = new Set<Partition>()
  let closed = false
  let quiet: (() => void) | null = null
  let committed: Promise<unknown> = Promise.resolve()

  /** The last call of a partition ended. While its batch is still being worked on, the turn itself goes on. */
  function idle(partition: Partition): void {
    if (!inTurn.has(partition)) {
      partition.resolve()
      // A commit that fails is made up for by a later one, or by handling again what the group then gets once more.
      committed = Promise.all([committed, partition.leave().catch(() => undefined)])
      settleDown(partition)
    }
    if (partitions.running === 0) quiet?.()
  }

  /** After its calls: reads the partition on, or waits as long as one of them asked for. */
  function settleDown(partition: Partition): void {
    const { place, holdMs } = partition
    if (!partitions.isAssigned(partition)) partitions.forget(partition)
    else if (holdMs === SETTLED && !closed) control.resume(place.topic, place.partition)
    else control.pause(place.topic, place.partition, closed || !Number.isFinite(holdMs) ? null : holdMs)
  }

  return {
    async work(batch) {
      const partition = partitions.of(batch.topic, batch.partition)
      if (closed || partition.running > 0) return control.pause(batch.topic, batch.partition, null)
      inTurn.add(partition)
      await takeTurn(partition, batch, {
        ports,
        mayGoOn: () => inTurn.has(partition) && partition.holdMs === SETTLED && !closed && batch.live(),
        mayFinish: () => !closed && batch.live(),
      })
      inTurn.delete(partition)
      partition.resolve()
      if (partition.running === 0) partition.forgetBatch()
      if (!batch.live()) return
      if (partition.running > 0) control.pause(batch.topic, batch.partition, null)
      else if (partition.holdMs !== SETTLED) settleDown(partition)
    },
    joined(given) {
      const { kept, lost } = partitions.assign(given)
      for (const partition of lost) {
        // Somebody else handles these events from now on.
        calls.cancel(partition.place.key)
        if (partition.running === 0) partitions.forget(partition)
      }
      for (const partition of kept) if (!inTurn.has(partition)) keepPaused(partition, control)
    },
    close() {
      closed = true
    },
    async drain(withinMs) {
      closed = true
      if (partitions.running > 0) await untilQuiet(withinMs, calls.cancel, (resolve) => (quiet = resolve))
      // A broker that does not answer must not keep the process: what it misses is handled again.
      await within(LEAVE_MS, committed)
      calls.cancel()
    },
    reading: () => partitions.reading(restMs),
  }
}

/**
 * A partition that still has calls waits for them, also after a rebalance. What was held before does not count any more:
 * one that was lost and came back was held until somebody resumes it, and nobody would.
 */
function keepPaused(partition: Partition, control: PauseControl): void {
  if (partition.running === 0) return
  partition.release()
  control.pause(partition.place.topic, partition.place.partition, null)
}

interface TurnRules {
  readonly ports: WorkerPorts
  readonly mayGoOn: () => boolean
  readonly mayFinish: () => boolean
}

/** Works on a batch until all of it is settled, nothing more may be begun, or the time for it is over. */
async function takeTurn(partition: Partition, batch: GroupBatch, given: TurnRules): Promise<void> {
  const { ports, mayGoOn: goesOn, mayFinish } = given
  const budget = createBudget(ports.budgetMs)
  const turn: Turn = { partition, batch, rules: ports, budget, goesOn, mayFinish }
  partition.begin(batch)
  await (ports.slices ? inSlices(turn) : oneByOne(turn))
  while (partition.running > 0 && !budget.over && batch.live()) await nextChange(turn)
  budget.end()
}

/** Resolves with `quiet`, which `watch` is given; after `withinMs` calls `cancel`, and soon afterwards it resolves too. */
async function untilQuiet(withinMs: number, cancel: () => void, watch: (quiet: () => void) => void): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  watch(resolve)
  const cancelling = setTimeout(() => cancel(), withinMs)
  const leaving = setTimeout(resolve, withinMs + LEAVE_MS)
  await promise
  clearTimeout(cancelling)
  clearTimeout(leaving)
}
