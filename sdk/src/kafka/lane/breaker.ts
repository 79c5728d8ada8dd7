/** The circuit breaker of a lane: while Kafka does not acknowledge, callers are turned away at once. */
export interface Breaker {
  readonly open: boolean
  /** Earliest time of the next try, and the wait after the next failure. */
  readonly retryAtMs: number
  readonly waitMs: number
  /** One call was let through to try. */
  readonly probing: boolean
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

export const closedBreaker: Breaker = { open: false, retryAtMs: 0, waitMs: FIRST_WAIT_MS, probing: false }

/** A batch reached its deadline and Kafka acknowledged nothing of it. */
export function afterDeadline(breaker: Breaker, nowMs: number): Breaker {
  const waitMs = Math.min(breaker.waitMs * 2, LONGEST_WAIT_MS)
  return { open: true, retryAtMs: nowMs + breaker.waitMs, waitMs, probing: false }
}

/** Kafka acknowledged a record: only this closes the breaker. */
export function afterAck(): Breaker {
  return closedBreaker
}

/** What a new call may do. `connected`: a producer is ready, so the cluster answers at all. */
export function admit(breaker: Breaker, nowMs: number, connected: boolean): 'yes' | 'probe' | 'no' {
  if (!breaker.open) return 'yes'
  return connected && !breaker.probing && nowMs >= breaker.retryAtMs ? 'probe' : 'no'
}
