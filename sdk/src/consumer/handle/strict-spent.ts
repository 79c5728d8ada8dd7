import type { RawRecord } from '../../kafka/index.ts'
import type { Place } from '../record/place.ts'

/** Attempts that are spent on records, known when they are delivered again. */
export interface Spent {
  spent(raw: RawRecord, place: Place): number
  remember(raw: RawRecord, place: Place, spent: number): void
}

/** More of a partition never wait at once: each waiting record takes the place of one that may be begun. */
const MOST_WAITING = 256

/**
 * In strict order a partition waits for records that failed; several, when they ran side by side. After a restart of the
 * process they begin anew.
 */
export function createStrictSpent(): Spent {
  /** By partition, then by offset. Records that are settled by now are pushed out by later ones. */
  const waiting = new Map<string, Map<string, number>>()
  return {
    spent: ({ offset }, { key }) => (waiting.size === 0 ? 0 : (waiting.get(key)?.get(offset) ?? 0)),
    remember({ offset }, { key }, spent) {
      const known = waiting.get(key) ?? new Map<string, number>()
      waiting.set(key, known)
      known.delete(offset)
      known.set(offset, spent)
      const [oldest] = known.keys()
      if (known.size > MOST_WAITING && oldest !== undefined) known.delete(oldest)
    },
  }
}
