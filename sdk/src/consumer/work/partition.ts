import type { GroupBatch, RawRecord } from '../../kafka/index.ts'
import { type Outcome, SETTLED } from '../handle/outcome.ts'
import { type Place, placeOf } from '../record/place.ts'

/** What a partition shows of itself. */
export interface PartitionReading {
  readonly running: number
  /** Records after the last handled one, as of the last fetch. */
  readonly lagRecords: number
  /** Timestamp of the oldest record known that is not handled; null when there is none. */
  readonly oldestMs: number | null
}

/**
 * What a process knows of one partition. It outlives a batch: a handler that takes long runs on while other partitions
 * are read, and what was handled behind it is kept in mind.
 */
export interface Partition {
  readonly place: Place
  /** Offsets that are settled although one before them is not. They are not handled again. */
  readonly done: Set<string>
  /** Calls that have not ended. */
  readonly running: number
  /** Longest wait that a record asked for in this batch. */
  readonly holdMs: Outcome
  readonly reading: PartitionReading
  begin(batch: GroupBatch): void
  /** The record at this index of the batch is settled. */
  settled(index: number): void
  /** A record must wait: nothing more of the partition is begun. */
  hold(forMs: Outcome): void
  /** Nothing that was held before counts any more: with a new assignment all waits are over. */
  release(): void
  /** Follows a call that covers these records. */
  track(records: readonly RawRecord[], outcome: Promise<Outcome>, ended: (outcome: Outcome) => void): void
  /** Resolves when a call ends, or with `wake`. */
  change(): Promise<void>
  wake(): void
  /** Resolves all that is settled without a gap. */
  resolve(): void
  /** Commits what is resolved, and forgets the batch. */
  leave(): Promise<void>
  /** Its records share the memory of a whole answer of the broker: a partition that is quiet must not keep them. */
  forgetBatch(): void
}

/** `idle`: its last call ended. */
export function createPartition(topic: string, partition: number, idle: () => void): Partition {
  return new WorkedPartition(placeOf(topic, partition), idle)
}

class WorkedPartition implements Partition {
  readonly place: Place
  readonly done = new Set<string>()
  running = 0
  holdMs: Outcome = SETTLED
  private readonly idle: () => void
  private batch: GroupBatch | null = null
  /** Index of the first record of the batch that is not settled. */
  private next = 0
  private waiter: (() => void) | null = null
  private seen: Omit<PartitionReading, 'running'> = { lagRecords: 0, oldestMs: null }

  constructor(place: Place, idle: () => void) {
    this.place = place
    this.idle = idle
  }

  get reading(): PartitionReading {
    return { ...this.seen, running: this.running }
  }

  begin(batch: GroupBatch): void {
    this.batch = batch
    this.next = 0
    this.holdMs = SETTLED
  }

  settled(index: number): void {
    if (index === this.next) this.next += 1
    else if (this.batch) this.done.add(this.batch.records[index]!.offset)
  }

  hold(forMs: Outcome): void {
    this.holdMs = Math.max(this.holdMs, forMs)
  }

  release(): void {
    this.holdMs = SETTLED
  }

  track(records: readonly RawRecord[], outcome: Promise<Outcome>, ended: (outcome: Outcome) => void): void {
    this.running += 1
    void outcome.then((what) => {
      this.running -= 1
      if (what === SETTLED) for (const { offset } of records) this.done.add(offset)
      else this.hold(what)
      ended(what)
      this.wake()
      if (this.running === 0) this.idle()
    })
  }

  change(): Promise<void> {
    return new Promise((resolve) => {
      this.waiter = resolve
    })
  }

  wake(): void {
    this.waiter?.()
    this.waiter = null
  }

  resolve(): void {
    const { batch } = this
    if (!batch) return
    const { records } = batch
    while (this.next < records.length && this.done.delete(records[this.next]!.offset)) this.next += 1
    const last = records[this.next - 1]
    if (last) batch.resolve(last.offset)
    this.seen = lagOf(batch, this.next)
  }

  async leave(): Promise<void> {
    const { batch } = this
    this.forgetBatch()
    await batch?.commit()
  }

  forgetBatch(): void {
    this.batch = null
  }
}

/** What is behind the handled records of a batch, of which the first `next` are. */
function lagOf({ records, highWatermark }: GroupBatch, next: number): Omit<PartitionReading, 'running'> {
  const first = records[next]
  const last = records.at(-1)
  const position = first ? Number(first.offset) : Number(last?.offset ?? -1) + 1
  const lagRecords = Math.max(0, Number(highWatermark) - position)
  const oldest = first ?? (lagRecords > 0 ? last : undefined)
  return { lagRecords, oldestMs: oldest ? Number(oldest.timestamp) : null }
}
