/**
 * Why a publish call failed as a whole. None of its records may be taken for kept, though some may be on their topic.
 * - `timeout`: no acknowledgement in time
 * - `breaker_open`: Kafka did not answer lately, so nothing was tried
 * - `queue_full`: too many records or bytes wait already
 * - `topic_missing`: a topic or partition does not exist, or may not be written (`code` says which)
 * - `stopped`: the lane is shutting down
 */
export type LaneErrorReason = 'timeout' | 'breaker_open' | 'queue_full' | 'topic_missing' | 'stopped'

const ADVICE: Readonly<Record<LaneErrorReason, string>> = {
  timeout: 'Kafka did not acknowledge in time; send again',
  breaker_open: 'Kafka did not answer lately; send again later',
  queue_full: 'too many records wait for Kafka; send again later',
  topic_missing: 'a topic cannot be written; create it (waba topics apply) or allow it',
  stopped: 'the lane is stopping; send to another instance',
}

/** The caller must not confirm its records: it answers "try again", after `retryAfterMs` at the earliest. */
export class LaneError extends Error {
  override readonly name = 'LaneError'
  readonly reason: LaneErrorReason
  readonly retryAfterMs: number
  /** Kafka's name of the error, if there is one. */
  readonly code: string | undefined

  constructor(reason: LaneErrorReason, retryAfterMs: number, options: { code?: string; cause?: unknown } = {}) {
    const { code, cause } = options
    super(`${ADVICE[reason]}${code ? ` (${code})` : ''}`, cause === undefined ? {} : { cause })
    this.reason = reason
    this.retryAfterMs = retryAfterMs
    this.code = code
  }
}
