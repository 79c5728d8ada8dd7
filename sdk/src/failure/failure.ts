/**
 * What a failure says about the event that was being handled:
 * - `retryable`: this event may succeed later; it costs an attempt
 * - `permanent`: no repetition helps; the event becomes a dead letter
 * - `unavailable`: nothing is wrong with the event, a dependency is down; no attempt is spent
 */
export type FailureKind = 'retryable' | 'permanent' | 'unavailable'

/** Thrown by a handler to say what kind of failure it was. Anything else that it throws counts as retryable. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly kind: FailureKind
  /** Wait at least as long before the next attempt. */
  readonly afterMs?: number

  constructor(kind: FailureKind, cause: unknown, afterMs?: number) {
    super(textOf(cause), { cause })
    this.kind = kind
    if (afterMs !== undefined) this.afterMs = afterMs
  }
}

/** The event may succeed later: a lock, a limit, a time-out of this one call. `afterMs`: not before that many milliseconds. */
export function retryable(cause: unknown, options: { readonly afterMs?: number } = {}): Failure {
  return new Failure('retryable', cause, options.afterMs)
}

/** The event will never succeed: it becomes a dead letter at once. */
export function permanent(cause: unknown): Failure {
  return new Failure('permanent', cause)
}

/** A dependency is down: the partition pauses and tries again until it is back. No attempt is spent. */
export function unavailable(cause: unknown): Failure {
  return new Failure('unavailable', cause)
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
