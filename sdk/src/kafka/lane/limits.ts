/** The bounds of a lane. Deadlines nest: request < batch < caller. */
export interface LaneLimits {
  /** Records in one send. */
  readonly maxBatchRecords: number
  /** Bytes in one send, unless it is a single record. */
  readonly maxBatchBytes: number
  /** A record larger than this travels alone. */
  readonly aloneBytes: number
  /** Bytes for one partition in one send. The broker bounds each partition's batch (max.message.bytes), not the send. */
  readonly maxPartitionBytes: number
  /** Records that one publish call may have in one send, so that a large one does not hold up the small ones. */
  readonly turnRecords: number
  /** Records and bytes that may wait or be on their way. */
  readonly maxQueuedRecords: number
  readonly maxQueuedBytes: number
  readonly requestTimeoutMs: number
  /** Retries inside one send, with the same producer and sequence, so that Kafka can drop the duplicate. */
  readonly retries: number
  readonly batchDeadlineMs: number
  /** Time a caller has, counted from the moment that it names. */
  readonly ackTimeoutMs: number
  readonly connectTimeoutMs: number
  /** Time for what is in flight when the lane is stopped. */
  readonly drainMs: number
}

export const defaultLimits: LaneLimits = {
  maxBatchRecords: 500,
  maxBatchBytes: 4 * 1024 * 1024,
  aloneBytes: 512 * 1024,
  maxPartitionBytes: 512 * 1024,
  turnRecords: 100,
  maxQueuedRecords: 50_000,
  maxQueuedBytes: 64 * 1024 * 1024,
  requestTimeoutMs: 800,
  retries: 2,
  batchDeadlineMs: 2500,
  ackTimeoutMs: 3000,
  connectTimeoutMs: 2000,
  drainMs: 8000,
}
