import { setTimeout as sleep } from 'node:timers/promises'

const pollMs = 25

export interface EventuallyOptions {
  readonly withinMs: number
}

/**
 * Calls `check` until it no longer throws and gives its result; in tests, instead of a sleep. `expect` inside works.
 * When the time is over the last error is thrown, so that the test says what was still wrong.
 */
export async function eventually<T>(check: () => Promise<T> | T, options: EventuallyOptions): Promise<T> {
  const deadline = Date.now() + options.withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() >= deadline) throw error
    }
    await sleep(pollMs)
  }
}
