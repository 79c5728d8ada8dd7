import { setTimeout as sleep } from 'node:timers/promises'
import type { Alert } from '@wabastream/schemas'
import { Failure } from '@wabastream/sdk/failure'
import type { Log } from '@wabastream/sdk/observe'
import type { Part } from '@wabastream/sdk/service'
import { timestamp, type Store } from '@wabastream/sdk/store'
import type { Destination } from '../destinations/destination.ts'
import { quietUntil } from '../quiet/quiet-until.ts'
import type { Deliver } from './deliver.ts'
import { claimHoldsMs } from './status.ts'

export interface HeldOptions {
  readonly store: Store
  readonly destinations: readonly Destination[]
  readonly deliver: Deliver
  readonly log: Log
  /** Milliseconds between two looks. Default 5,000. */
  readonly everyMs?: number
  readonly clock?: () => number
}

interface Row {
  readonly alert_id: string
  readonly destination: string
  readonly run: string
  readonly severity: string
  readonly record: Alert
}

/** Rows of one look, for each destination. */
const atOnce = 20

/**
 * Sends what fell into a quiet period once that is over, and repeats it if need be. Several instances may look side by
 * side: each notification is claimed by one.
 */
export function heldNotifications({ everyMs = 5000, log, ...options }: HeldOptions): Part {
  const stopping = new AbortController()
  let running = Promise.resolve()
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        // More may be due than one look takes.
        if (await sendDue({ ...options, log }, stopping.signal)) continue
      } catch (error) {
        // The store says so in its health, and tries again by itself.
        const away = error instanceof Failure && error.kind === 'unavailable'
        if (!away) log.error({ err: error }, 'held notifications could not be sent')
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  return {
    name: 'held notifications',
    async start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/**
 * One look: what is due is sent, or put off if it is quiet again. Destinations do not wait for each other, and one that is
 * away is asked once. True: something was done.
 */
export async function sendDue(options: Omit<HeldOptions, 'everyMs'>, signal?: AbortSignal): Promise<boolean> {
  const nowMs = (options.clock ?? Date.now)()
  const quiets = new Map(options.destinations.map(({ name, quiet }) => [name, quiet]))
  const groups = Map.groupBy(await dueRows(options.store, nowMs), ({ destination }) => destination)
  const done = await Promise.all(
    Array.from(groups, async ([destination, rows]) => {
      let progress = false
      for (const row of rows) {
        if (signal?.aborted) break
        const until = quietUntil(quiets.get(destination) ?? [], row.severity, nowMs)
        if (!(await (until === null ? send(options, row) : putOff(options.store, row, { until, nowMs })))) break
        progress = true
      }
      return progress
    }),
  )
  return done.includes(true)
}

/** False: the destination is away. */
async function send({ deliver, log }: Pick<HeldOptions, 'deliver' | 'log'>, row: Row): Promise<boolean> {
  const { alert_id: alertId, destination, run, record: alert } = row
  const { kind } = await deliver({ key: { alertId, destination, run }, alert, log })
  return kind !== 'again'
}

async function putOff(store: Store, row: Row, { until, nowMs }: { until: number; nowMs: number }): Promise<boolean> {
  await store.query(
    `update notifications set due_at = $4, status = 'held', maybe_received = maybe_received or status = 'sending'
     where alert_id = $1 and destination = $2 and run = $3 and status in ('held', 'sending') and due_at <= $5`,
    [row.alert_id, row.destination, row.run, timestamp(until), timestamp(nowMs)],
  )
  return true
}

async function dueRows(store: Store, nowMs: number): Promise<readonly Row[]> {
  return store.query<Row>(
    `select alert_id, destination, run, severity, record
     from (
       select *, row_number() over (partition by destination order by due_at, position) as turn
       from notifications
       where due_at <= $1 and (status = 'held' or (status = 'sending' and claimed_at <= $2))
     ) as due join alert_states using (alert_id)
     where turn <= ${atOnce} order by due_at, position`,
    [timestamp(nowMs), timestamp(nowMs - claimHoldsMs)],
  )
}
