/** Says whether one more may be spent; true spends it. */
export type Budget = (nowMs: number) => boolean

/** At most `count` in every window of `perMs`. A window begins with the first that is spent after the last one ended. */
export function createBudget(count: number, perMs: number): Budget {
  let startedAtMs = Number.NEGATIVE_INFINITY
  let spent = 0
  return (nowMs) => {
    if (nowMs - startedAtMs >= perMs) {
      startedAtMs = nowMs
      spent = 0
    }
    if (spent >= count) return false
    spent += 1
    return true
  }
}
