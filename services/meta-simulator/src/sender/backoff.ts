const firstMs = 10_000
const longestMs = 3_600_000

/**
 * How long Meta waits after so many failed attempts, in milliseconds before scaling: the second attempt comes at once, then
 * the waits double from 10 s up to an hour. The documents only say "at once, then less and less often".
 */
export function backoffMs(failed: number): number {
  return failed <= 1 ? 0 : Math.min(longestMs, firstMs * 2 ** (failed - 2))
}
