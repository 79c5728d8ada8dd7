import type { Policy } from '../policy.ts'
import type { Delivered } from '../record/place.ts'

/** How long partitions wait while a dependency is down: longer and longer, each on its own, with jitter. */
export interface Probes {
  /** The next wait of the partition, in milliseconds. */
  nextMs(delivered: Delivered): number
  /** Something of the partition was handled: the dependency is back. */
  succeeded(delivered: Delivered): void
}

export function createProbes({ first, longest }: Policy['probeMs'], random: () => number = Math.random): Probes {
  const failures = new Map<string, number>()
  return {
    nextMs({ place }) {
      const before = failures.get(place.key) ?? 0
      failures.set(place.key, before + 1)
      const wholeMs = Math.min(longest, first * 2 ** Math.min(before, 20))
      return Math.max(1, wholeMs * (0.5 + random() / 2))
    },
    succeeded({ place }) {
      if (failures.size > 0) failures.delete(place.key)
    },
  }
}
