/** Time for one batch. The timer is made when somebody waits: a batch that never waits needs none. */
export interface Budget {
  readonly over: boolean
  /** Calls back when the time is over, if it is not yet. */
  onOver(call: () => void): void
  end(): void
}

export function createBudget(forMs: number): Budget {
  const untilMs = performance.now() + forMs
  let timer: NodeJS.Timeout | null = null
  return {
    get over() {
      return performance.now() >= untilMs
    },
    onOver(call) {
      timer ??= setTimeout(
        () => {
          // A timer may be early by a part of a millisecond: then the next wait needs another one.
          timer = null
          call()
        },
        Math.max(1, Math.ceil(untilMs - performance.now())),
      )
    },
    end() {
      if (timer) clearTimeout(timer)
    },
  }
}
