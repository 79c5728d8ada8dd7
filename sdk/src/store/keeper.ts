import { setTimeout as sleep } from 'node:timers/promises'

import { unavailable } from '../failure/index.ts'
import type { Log } from '../observe/index.ts'

export interface KeeperOptions {
  /** Connects and brings the tables up to date; may be called again and again. */
  readonly prepare: () => Promise<void>
  /** Words for what `prepare` threw, fit for health and logs. */
  readonly explain: (error: unknown) => string
  readonly retryMs: number
  readonly log: Log
}

/** Makes a store ready in the background, and again after the server was lost. */
export interface Keeper {
  start(): void
  stop(): Promise<void>
  problem(): string | null
  /** The server does not answer: not ready until `prepare` has worked again. */
  lost(error: unknown): void
  /** Waits until it is ready. Throws `unavailable` after that time. */
  ready(withinMs: number): Promise<void>
}

const notYet = 'PostgreSQL is not connected yet'

export function createKeeper({ prepare, explain, retryMs, log }: KeeperOptions): Keeper {
  const stopping = new AbortController()
  let problem: string | null = notYet
  let waiters: (() => void)[] = []
  let wake: (() => void) | undefined
  let work: Promise<void> = Promise.resolve()

  const say = (next: string): void => {
    if (next !== problem) log.warn({ reason: next }, 'store is not ready')
    problem = next
  }
  const round = async (): Promise<void> => {
    const isLost = new Promise<void>((resolve) => (wake = resolve))
    try {
      await prepare()
      if (problem !== null && problem !== notYet) log.info('store is ready again')
      problem = null
      for (const waiter of waiters.splice(0)) waiter()
      await isLost
    } catch (error) {
      say(explain(error))
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  return {
    start() {
      work = (async () => {
        while (!stopping.signal.aborted) await round()
      })()
    },
    async stop() {
      stopping.abort()
      wake?.()
      for (const waiter of waiters.splice(0)) waiter()
      await work
      problem = 'the store is stopped'
    },
    problem: () => problem,
    lost(error) {
      if (problem !== null || stopping.signal.aborted) return
      say(explain(error))
      wake?.()
    },
    async ready(withinMs) {
      if (problem === null) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, withinMs)
      waiters.push(resolve)
      await promise
      clearTimeout(timer)
      waiters = waiters.filter((waiter) => waiter !== resolve)
      if (problem !== null) throw unavailable(new Error(problem))
    },
  }
}
