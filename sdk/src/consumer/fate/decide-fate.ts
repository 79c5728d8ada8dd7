import { Failure } from '../../failure/index.ts'
import type { Policy } from '../policy.ts'
import { HandlerTimeout } from './handler-timeout.ts'

/** The retry topics of a group, in the order in which a failed event goes over them. */
export type RetryTier = 'retry-10s' | 'retry-10m'

/** How often an event was tried. */
export interface Attempts {
  /** Attempts that are spent: 0 on the event's own topic, n after it was given up n times. */
  readonly spent: number
  /** Calls of the handler since then, the failed one included. */
  readonly here: number
  /** Milliseconds since the first of these calls. */
  readonly sinceMs: number
}

/** What becomes of an event whose handler failed. */
export type Fate =
  /** Call the handler again here, after that many milliseconds. */
  | { readonly act: 'again'; readonly afterMs: number }
  /** Store it on a retry topic. `spent` goes with it. */
  | { readonly act: 'retry'; readonly tier: RetryTier; readonly spent: number }
  /** Strict order: its partition waits that long, then it is tried again. */
  | { readonly act: 'wait'; readonly afterMs: number; readonly spent: number }
  /** A dependency is down: its partition waits and probes. No attempt is spent. */
  | { readonly act: 'probe' }
  | { readonly act: 'dead-letter'; readonly spent: number }

/** What a failure was, for metrics. */
export type FailureClass = 'retryable' | 'permanent' | 'unavailable' | 'timeout' | 'bug'

export const failureClasses: readonly FailureClass[] = ['retryable', 'permanent', 'unavailable', 'timeout', 'bug']

/** Errors that a programmer has to mend: calling again at once would only do the same again. */
const BUGS = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'AssertionError'])

const LONGEST_WAIT_MS = 24 * 3_600_000

export function classOf(error: unknown): FailureClass {
  if (error instanceof Failure) return error.kind
  if (error instanceof HandlerTimeout) return 'timeout'
  return error instanceof Error && BUGS.has(error.name) ? 'bug' : 'retryable'
}

/** The rules of a consumer: its policy, and whether a failed event may be overtaken. */
export type FateRules = Pick<Policy, 'triesInPlace' | 'inPlaceMs' | 'firstWaitMs' | 'retryDelaysMs' | 'longRetries'> & {
  readonly order: 'newer-wins' | 'strict'
}

/**
 * Pure: what becomes of an event after `error`. Here again for a short while, then over the retry topics, then a dead
 * letter; what is permanent becomes one at once, and what is unavailable waits without end and without cost.
 */
export function decideFate(error: unknown, attempts: Attempts, rules: FateRules): Fate {
  const failed = classOf(error)
  if (failed === 'unavailable') return { act: 'probe' }
  if (failed === 'permanent') return { act: 'dead-letter', spent: attempts.spent + 1 }
  const atLeastMs = error instanceof Failure ? waitOf(error) : 0
  if (failed === 'retryable') {
    const afterMs = Math.max(atLeastMs, rules.firstWaitMs * 2 ** (attempts.here - 1))
    const inTime = attempts.sinceMs + afterMs <= rules.inPlaceMs
    if (attempts.here < rules.triesInPlace && inTime) return { act: 'again', afterMs }
  }
  return giveUp(attempts.spent, atLeastMs, rules)
}

/** What a failure asks for, when it makes sense: a wait without an end would stop a partition in strict order for good. */
function waitOf({ afterMs = 0 }: Failure): number {
  return Number.isNaN(afterMs) ? 0 : Math.min(LONGEST_WAIT_MS, Math.max(0, afterMs))
}

/** The next rung of the ladder. One that is too early for what the failure asked is left out, except the last. */
function giveUp(spent: number, atLeastMs: number, rules: FateRules): Fate {
  const tiers: readonly RetryTier[] = [
    'retry-10s',
    ...Array.from({ length: rules.longRetries }, (): RetryTier => 'retry-10m'),
  ]
  for (let rung = spent; rung < tiers.length; rung += 1) {
    const tier = tiers[rung]!
    const delayMs = rules.retryDelaysMs[tier]
    if (delayMs < atLeastMs && rung + 1 < tiers.length) continue
    if (rules.order === 'newer-wins') return { act: 'retry', tier, spent: rung + 1 }
    return { act: 'wait', afterMs: Math.max(delayMs, atLeastMs), spent: rung + 1 }
  }
  return { act: 'dead-letter', spent: spent + 1 }
}
