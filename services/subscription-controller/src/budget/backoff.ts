/** Doubles from the first pause to the longest, give or take a quarter, so that many do not come back at once. */
export function backoffMs(failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  const pause = Math.min(firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30), longestMs)
  return Math.round(pause * (0.75 + Math.random() / 2))
}

/** The pause until the next look, give or take a tenth: what began together spreads out. */
export function spreadMs(everyMs: number): number {
  return Math.round(everyMs * (0.9 + Math.random() / 5))
}
