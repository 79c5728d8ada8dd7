/** Remembers what was told lately, so that it is told once per period. */
export interface OncePer {
  isDue(key: string, nowMs: number): boolean
  told(key: string, nowMs: number): void
  /** It was not told after all. */
  forget(key: string): void
}

/**
 * Each key once per period. Keys come from outside, so their number is bounded: past `maxKeys` the oldest is forgotten,
 * and at worst told once more.
 */
export function createOncePer(periodMs: number, maxKeys = 10_000): OncePer {
  const last = new Map<string, number>()
  return {
    isDue(key, nowMs) {
      const before = last.get(key)
      return before === undefined || nowMs - before >= periodMs
    },
    told(key, nowMs) {
      last.delete(key)
      last.set(key, nowMs)
      if (last.size > maxKeys) last.delete(last.keys().next().value ?? '')
    },
    forget: (key) => void last.delete(key),
  }
}
