/** Why a producer was replaced. */
export type RebuildReason = 'rejected' | 'unnamed' | 'retried' | 'deadline'

/**
 * What a lane tells whoever measures it. Every method is optional and called synchronously: it must be quick and not throw.
 * Codes are Kafka's names, or the name of the client's error.
 */
export interface LaneObserver {
  /** Every record of a send was acknowledged. `durationMs` from send to answer. */
  sent?(send: { records: number; bytes: number; durationMs: number; attempts: number }): void
  /** A send was rejected and its parts are sent again. */
  rejected?(send: { records: number; code: string }): void
  rebuilt?(reason: RebuildReason): void
  /** A publish call has its answer. `outcome` is `kept` or the reason of the LaneError. */
  settled?(call: { records: number; durationMs: number; outcome: string }): void
  /** A record that Kafka will never take. */
  refused?(code: string): void
  breaker?(open: boolean): void
}

/** A moment's view of a lane, for health and gauges. */
export interface LaneState {
  readonly status: 'new' | 'running' | 'stopping' | 'stopped'
  /** A producer is ready. Without one, calls wait until their deadline. */
  readonly connected: boolean
  /** Kafka's or the client's name of why the last connection failed; null while connected. */
  readonly lastError: string | null
  readonly breakerOpen: boolean
  /** Waiting or on their way. */
  readonly queuedRecords: number
  readonly queuedBytes: number
  /** Producers given up whose last send has not ended. */
  readonly abandonedProducers: number
}
