import { setTimeout as sleep } from 'node:timers/promises'

import { errorFields } from '../../failure/index.ts'
import type { OutgoingRecord, Outcome } from '../../kafka/index.ts'
import type { Log, Metrics } from '../../observe/index.ts'
import { createLease } from '../../store/index.ts'
import type { Store } from '../../store/index.ts'
import { bellOf } from './bell.ts'
import { readOutbox, settleRows } from './outbox-rows.ts'
import { relayMetrics } from './relay-metrics.ts'
import { sendRows } from './relay-round.ts'
import type { Settled } from './relay-round.ts'

export interface RelayOptions {
  readonly store: Store
  /** Like a lane's: resolves when every record is acknowledged or refused for good, rejects to be asked again. */
  readonly publish: (records: readonly OutgoingRecord[]) => Promise<readonly Outcome[]>
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
  let unsettled: Settled | null = null

  /** What was acknowledged is remembered until it is deleted, so that it is not sent twice while the store is away. */
  const settle = async (): Promise<void> => {
    if (unsettled === null) return
    const { sent, refused, failure } = unsettled
    if (sent.length + refused.length > 0) await settleRows(store, { sent, refused })
    unsettled = null
    measures?.sent(sent.length)
    for (const { id, code } of refused) {
      measures?.refused(code)
      log.error({ outbox_id: id, code }, 'Kafka refused a record for good; it is in the table outbox_refused')
    }
    if (failure !== null) throw failure
  }
  /** True when there may be more. */
  const round = async (): Promise<boolean> => {
    await settle()
    const rows = await readOutbox(store)
    measures?.waiting(rows[0] === undefined ? 0 : Date.now() - rows[0].record.timestampMs)
    if (rows.length === 0 || lease.leftMs() < holdMs * enoughLeft) return false
    unsettled = await sendRows(rows, publish)
    await settle()
    return rows.length > 0
  }
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
