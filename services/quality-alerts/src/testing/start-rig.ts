import {
  accountState,
  alerts,
  phoneNumberState,
  type AccountState,
  type Alert,
  type PhoneNumberState,
  type Topic,
} from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import { createApi } from '@wabastream/sdk/http'
import { createLog, createMetrics } from '@wabastream/sdk/observe'
import { createStore } from '@wabastream/sdk/store'
import { createHandlerKit, type EventOptions } from '@wabastream/sdk/testing/handler'
import { settleDue } from '../due/settle-due.ts'
import { migrations } from '../migrations/index.ts'
import { getAccountRoute } from '../routes/get-account.ts'
import { getNumberRoute } from '../routes/get-number.ts'
import { listNumbersRoute } from '../routes/list-numbers.ts'
import { createSpec } from '../spec.ts'
import { hour, start, webhook, type Change } from './webhook.ts'

interface Published {
  readonly topic: Topic
  readonly key: string
  readonly record: unknown
}

const now = () => start + 2 * hour

/** The service on a real database, fed with webhook bodies, asked over HTTP. It is two hours after the start. */
export async function startRig(databaseUrl: string) {
  const log = createLog({ level: 'silent' })
  const store = createStore({ url: databaseUrl, service: 'quality-alerts', migrations, log })
  await store.start()
  const incidents = createIncidents({ service: 'quality-alerts', now })
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'quality-alerts', log, metrics: createMetrics() })
  for (const route of [listNumbersRoute, getNumberRoute, getAccountRoute]) api.routes(route(store))
  const address = await api.listen()
  // A kit handles one event at a time: each call has its own.
  const post = (body: unknown, receivedAt: number, options: EventOptions = {}) =>
    createHandlerKit(createSpec(store, { incidents, now })).webhook(body, { receivedAt, ...options })
  const handle = (change: Change, options: EventOptions = {}) =>
    post(webhook(change), start + change.at + 1000, options)
  return {
    store,
    handle,
    post,
    /** Handles changes one after the other; gives what all of them published. */
    async send(...changes: readonly Change[]) {
      const results = []
      for (const change of changes) results.push(...(await handle(change)))
      const failed = results.find(({ fate }) => fate !== 'done')
      if (failed) throw failed.error
      return sorted(results.flatMap(({ published }) => published))
    },
    /** Lets time pass for the states. */
    async settle(at: number) {
      const published: Published[] = []
      const publisher = {
        async publishIn<R>(_tx: unknown, topic: Topic<R>, { key, record }: { key: string; record: R | null }) {
          published.push({ topic, key, record })
        },
      }
      await settleDue(store, publisher, at)
      return published
    },
    /** Incidents that are open, as `severity rule subject`. */
    async open(): Promise<readonly string[]> {
      const rows = await store.query<{ severity: string; rule: string; subject: string }>(
        `SELECT severity, rule, subject FROM incidents WHERE state = 'open' ORDER BY rule, subject`,
      )
      return rows.map(({ severity, rule, subject }) => `${severity} ${rule} ${subject}`)
    },
    /** An answer of the API. */
    async get(path: string) {
      const response = await fetch(`${address}${path}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    clear: () => store.query('TRUNCATE history, aspects, limits, states, signals, incidents'),
    async stop() {
      await api.close()
      await store.stop()
    },
  }
}

function sorted(published: readonly Published[]) {
  const of = <R>(wanted: Topic<R>) =>
    published.filter(({ topic }) => topic.name === wanted.name).map(({ record }) => record as R)
  return {
    alerts: of<Alert>(alerts),
    numbers: of<PhoneNumberState>(phoneNumberState),
    accounts: of<AccountState>(accountState),
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
