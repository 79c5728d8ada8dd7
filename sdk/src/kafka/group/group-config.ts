import type { KafkaConfig } from '../config.ts'
import type { AssignedPartition } from './starting-places.ts'
import type { RawRecord } from './raw-record.ts'

/** Times of a consumer group and of its fetches, in milliseconds. */
export interface GroupTimings {
  readonly sessionMs: number
  readonly heartbeatMs: number
  readonly rebalanceMs: number
  /** How long a fetch without records may wait: also how late a resumed partition may be read again. */
  readonly waitMs: number
  /** How long a stop may take in all. */
  readonly stopMs: number
}

export interface GroupConfig {
  readonly kafka: KafkaConfig
  readonly groupId: string
  readonly topics: readonly string[]
  /** Where partitions begin for which the group never committed an offset. */
  readonly from: 'earliest' | 'latest'
  readonly timings: GroupTimings
  /**
   * Works on records of one partition, in order; batches of different partitions run side by side. It should return soon:
   * the next fetch waits for all. Whatever it did not resolve is delivered again. It must not throw.
   */
  work(batch: GroupBatch): Promise<void>
  /** New assignment, before its first batch: all pauses are over. */
  joined(assigned: readonly AssignedPartition[]): void
  /** It will not come back by itself. Called once. */
  died(error: Error): void
  /** The committed offset of a partition no longer exists; the group goes on with the oldest record there. */
  offsetReset(): void
}

/** Records of one partition. */
export interface GroupBatch {
  readonly topic: string
  readonly partition: number
  readonly records: readonly RawRecord[]
  /** Offset after the last record of the partition, in digits. */
  readonly highWatermark: string
  /** False: this batch is not ours any more, or the group is stopping; what was not begun must not be begun. */
  live(): boolean
  /** Everything up to this offset is handled. Ignored when the partition is not ours any more. */
  resolve(offset: string): void
  /** Commits what is resolved. Happens by itself when `work` is over; needed for what is resolved later. */
  commit(): Promise<void>
}
