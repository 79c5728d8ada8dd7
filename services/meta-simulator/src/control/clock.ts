/** The time of the simulated Meta: that of its surroundings, moved on request. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Moves it, backwards with a negative number. */
  advance(ms: number): void
  reset(): void
}

export function createClock(source: () => number): Clock {
  let shiftMs = 0
  return {
    now: () => source() + shiftMs,
    advance(ms) {
      shiftMs += ms
    },
    reset() {
      shiftMs = 0
    },
  }
}
