/** Calls of one rolling hour. */
export interface Usage {
  /** Counts a call; says how the hour stands with it. Refused calls count too: asking on makes a block longer. */
  record(key: string, limit: number): Standing
  /** How the hour stands, without a call. */
  standing(key: string, limit: number): Standing
  clear(): void
}

export interface Standing {
  readonly calls: number
  /** 0 to 100. */
  readonly percent: number
  /** More calls than the limit allows. */
  readonly over: boolean
  /** Whole minutes until a call would be let through again; 0 when it would be now. */
  readonly regainMinutes: number
}

export const hourMs = 3_600_000

/** Counts calls per key over the last hour of `clock` (epoch milliseconds). */
export function createUsage(clock: () => number): Usage {
  const windows = new Map<string, number[]>()

  function current(key: string): number[] {
    const times = windows.get(key) ?? []
    const from = clock() - hourMs
    const stale = times.findIndex((time) => time > from)
    if (stale !== 0) times.splice(0, stale < 0 ? times.length : stale)
    windows.set(key, times)
    return times
  }

  function standing(times: readonly number[], limit: number): Standing {
    const calls = times.length
    // The call that has to leave the hour before another one fits.
    const blocking = times[calls - limit]
    const regainMs = blocking === undefined ? 0 : blocking + hourMs - clock()
    return {
      calls,
      percent: Math.min(100, Math.floor((calls * 100) / limit)),
      over: calls > limit,
      regainMinutes: Math.max(0, Math.ceil(regainMs / 60_000)),
    }
  }

  return {
    record(key, limit) {
      const times = current(key)
      times.push(clock())
      // More than this many say nothing new.
      if (times.length > limit * 2) times.shift()
      return standing(times, limit)
    },
    standing: (key, limit) => standing(current(key), limit),
    clear: () => windows.clear(),
  }
}
