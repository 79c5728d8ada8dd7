import { setTimeout as sleep } from 'node:timers/promises'

import { errorFields } from '../../failure/index.ts'
import type { Log, Metrics } from '../../observe/index.ts'
import { createLease } from '../../store/index.ts'
import type { Store } from '../../store/index.ts'
import { bellOf } from './bell.ts'
import { relayMetrics } from './relay-metrics.ts'
import { createRound } from './relay-round.ts'
import type { Publish } from './send-rows.ts'

export interface RelayOptions {
  readonly store: Store
  readonly publish: Publish
  readonly log: Log
  readonly metrics?: Metrics
  /** How long its lease holds and how often it is renewed; shorter in tests. */
  readonly lease?: { readonly holdMs: number; readonly renewMs: number }
}

/** A transaction of another process rings no bell here. */
const lookMs = 1_000
/** A send takes at most 3 s: it is over before somebody else can have the lease. */
const enoughLeft = 1 / 3
const backoffMs = { first: 100, longest: 5_000 }

/** Sends until it is stopped. */
export function startRelay(options: RelayOptions): { stop(): Promise<void> } {
  const { store, log, publish } = options
  const { holdMs, renewMs } = options.lease ?? { holdMs: 15_000, renewMs: 5_000 }
  const bell = bellOf(store)
  const measures = options.metrics && relayMetrics(options.metrics, store.service)
  const lease = createLease(store, 'outbox', { holdMs, renewMs, log, gained: bell.ring })
  const stopping = new AbortController()
  let failures = 0

  const isOver = (): boolean => stopping.signal.aborted || lease.leftMs() < holdMs * enoughLeft
  const round = createRound({ store, publish, log, measures, isOver })

  const attempt = async (): Promise<void> => {
    if (lease.leftMs() < holdMs * enoughLeft) return bell.wait(lookMs)
    try {
      const mayHaveMore = await round()
      if (failures > 0) log.info('the outbox is sent again')
      failures = 0
      if (!mayHaveMore && !stopping.signal.aborted) await bell.wait(lookMs)
    } catch (error) {
      if (failures === 0) log.warn(errorFields(error), 'the outbox cannot be sent, still trying')
      failures += 1
      const pauseMs = Math.min(backoffMs.first * 2 ** Math.min(failures, 10), backoffMs.longest)
      // The bell does not shorten it: what is new now would fail as well.
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const run = async (): Promise<void> => {
    await lease.start()
    while (!stopping.signal.aborted) await attempt()
    await lease.stop()
  }
  const work = run()
  return {
    async stop() {
      stopping.abort()
      bell.ring()
      await work
    },
  }
}
