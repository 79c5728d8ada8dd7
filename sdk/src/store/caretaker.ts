import { setTimeout as sleep } from 'node:timers/promises'

import { errorFields } from '../failure/index.ts'
import type { Log } from '../observe/index.ts'
import { removeOld } from './days.ts'
import { createLease } from './lease.ts'
import type { Retention } from './retention.ts'
import type { Store } from './store.ts'

const everyMs = 60 * 60_000
const lookMs = 1_000

export interface CaretakerOptions {
  readonly store: Pick<Store, 'query' | 'transaction'>
  readonly retention: readonly Retention[]
  readonly makeDays: () => Promise<void>
  readonly log: Log
}

/** Makes days and removes old ones: soon after the start and every hour, in one process of a service at a time. */
export interface Caretaker {
  start(): Promise<void>
  stop(): Promise<void>
}

export function createCaretaker({ store, retention, makeDays, log }: CaretakerOptions): Caretaker {
  const stopping = new AbortController()
  const { signal } = stopping
  const lease = createLease(store, 'retention', { log })
  let work: Promise<void> = Promise.resolve()

  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {})
  const attempt = async (what: string, run: () => Promise<unknown>): Promise<void> => {
    try {
      await run()
    } catch (error) {
      log.warn({ table: what, ...errorFields(error) }, 'retention will be tried again in an hour')
    }
  }
  const round = async (): Promise<void> => {
    await attempt('days', makeDays)
    for (const each of retention) {
      if (signal.aborted || !lease.held()) return
      await attempt(each.table, async () => {
        const { table, removed } = await removeOld(store, each, { signal })
        if (removed > 0) log.info({ table, removed, by: each.by ?? 'drop' }, 'removed what was too old')
      })
    }
  }
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const isOurs = lease.held()
      if (isOurs) await round()
      await pause(isOurs ? everyMs : lookMs)
    }
  }
  return {
    async start() {
      await lease.start()
      work = run()
    },
    async stop() {
      stopping.abort()
      await work
      await lease.stop()
    },
  }
}
