import type { Policy } from '../policy.ts'
import type { Delivered } from '../record/place.ts'

/** How long partitions wait while a dependency is down: longer and longer, each on its own, with jitter. */
export interface Probes {
  /** The next wait of the partition, in milliseconds. */
  nextMs(delivered: Delivered): number
  /** Something of the partition was handled: the dependency is back. */
  succeeded(delivered: Delivered): void
}

/** What a partition went through since something of it was handled. */
interface Waiting {
  readonly failures: number
  /** When its wait is over. */
  readonly untilMs: number
}

export function createProbes(
  { first, longest }: Policy['probeMs'],
  random: () => number = Math.random,
  now: () => number = () => performance.now(),
): Probes {
  const partitions = new Map<string, Waiting>()
  return {
    nextMs({ place }) {
      const nowMs = now()
      const before = partitions.get(place.key)
      // Events that are handled side by side fail side by side: that is one failure, and one wait.
      if (before && nowMs < before.untilMs) return Math.max(1, before.untilMs - nowMs)
      const failures = before?.failures ?? 0
      const wholeMs = Math.min(longest, first * 2 ** Math.min(failures, 20))
      const waitMs = Math.max(1, wholeMs * (0.5 + random() / 2))
      partitions.set(place.key, { failures: failures + 1, untilMs: nowMs + waitMs })
      return waitMs
    },
    succeeded({ place }) {
      if (partitions.size > 0) partitions.delete(place.key)
    },
  }
}
