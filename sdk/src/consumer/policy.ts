/** Times and bounds of a consumer, in milliseconds where they end in Ms. Tests scale them down. */
export interface Policy {
  /** Calls of the handler in place, the first included, before the event goes to a retry topic. */
  readonly triesInPlace: number
  /** Waiting in place takes no longer than this in all. */
  readonly inPlaceMs: number
  /** Before the second call in place; it doubles from call to call. */
  readonly firstWaitMs: number
  /** How long an event rests on each retry topic. */
  readonly retryDelaysMs: { readonly 'retry-10s': number; readonly 'retry-10m': number }
  /** How often an event goes over the second retry topic before it becomes a dead letter. */
  readonly longRetries: number
  /** A handler that takes longer is told so by its signal, and counts as failed (retryable). */
  readonly handlerDeadlineMs: number
  /** While a dependency is down: the first and the longest wait before the next probe. */
  readonly probeMs: { readonly first: number; readonly longest: number }
  /** Events of one partition that are handled side by side; events of one key never are. */
  readonly concurrency: number
  /** Events that `handleBatch` gets at once. */
  readonly batchEvents: number
  /** A handler that takes longer no longer holds up the other partitions. */
  readonly budgetMs: number
  /** Time for handlers that run when the consumer is asked to stop. */
  readonly drainMs: number
  /** Times of the consumer group. */
  readonly sessionMs: number
  readonly heartbeatMs: number
  readonly rebalanceMs: number
}

export const defaultPolicy: Policy = {
  triesInPlace: 3,
  inPlaceMs: 2000,
  firstWaitMs: 100,
  retryDelaysMs: { 'retry-10s': 10_000, 'retry-10m': 600_000 },
  longRetries: 3,
  handlerDeadlineMs: 120_000,
  probeMs: { first: 1000, longest: 30_000 },
  concurrency: 16,
  batchEvents: 500,
  budgetMs: 250,
  drainMs: 8000,
  sessionMs: 30_000,
  heartbeatMs: 3000,
  rebalanceMs: 60_000,
}

/**
 * The times of one consumer: those that it names itself, else the session time of the settings, else the defaults.
 * Several heartbeats fit into a session, so that a late one is no death.
 */
export function policyOf(given: Partial<Policy> | undefined, sessionMs: number): Policy {
  const heartbeatMs = Math.min(defaultPolicy.heartbeatMs, Math.floor(sessionMs / 4))
  return { ...defaultPolicy, sessionMs, heartbeatMs, ...given }
}
