/**
 * Partitions that could not be written while the rest of the cluster could. Calls for them are turned away at once for a
 * while; after that one is tried apart from the others. So a missing topic, or a partition without enough replicas, costs
 * the others next to nothing.
 */
export interface Bench {
  /** Why this partition is benched now, or null. `nowMs` on the clock of `performance.now()`. */
  reason(place: Place, nowMs: number): Benched | null
  /** The partition was benched and has not taken a record since. */
  isSuspect(place: Place): boolean
  add(places: readonly Place[], why: Pick<Benched, 'reason' | 'code'>, nowMs: number): void
  /** These partitions took a record. */
  clear(places: readonly Place[]): void
}

export interface Place {
  readonly topic: string
  readonly partition: number
}

export interface Benched {
  readonly reason: 'topic_missing' | 'breaker_open'
  readonly code: string
  readonly retryAfterMs: number
}

interface Entry {
  readonly why: Pick<Benched, 'reason' | 'code'>
  readonly untilMs: number
  readonly waitMs: number
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000

export function createBench(): Bench {
  const entries = new Map<string, Entry>()
  return {
    reason(place, nowMs) {
      if (entries.size === 0) return null
      const entry = entries.get(nameOf(place))
      return entry && entry.untilMs > nowMs ? { ...entry.why, retryAfterMs: entry.untilMs - nowMs } : null
    },
    isSuspect: (place) => entries.size > 0 && entries.has(nameOf(place)),
    add(places, why, nowMs) {
      for (const name of new Set(places.map(nameOf))) {
        const waitMs = entries.get(name)?.waitMs ?? FIRST_WAIT_MS
        entries.set(name, { why, untilMs: nowMs + waitMs, waitMs: Math.min(waitMs * 2, LONGEST_WAIT_MS) })
      }
    },
    clear(places) {
      if (entries.size > 0) for (const place of places) entries.delete(nameOf(place))
    },
  }
}

function nameOf({ topic, partition }: Place): string {
  return `${topic}/${partition}`
}
