import type { Alert } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import { createApi } from '@wabastream/sdk/http'
import { createLog, createMetrics } from '@wabastream/sdk/observe'
import { createStore } from '@wabastream/sdk/store'
import { createHandlerKit, type EventOptions } from '@wabastream/sdk/testing/handler'
import { migrations } from '../migrations/index.ts'
import { securityEventsRoute } from '../routes/security-events.ts'
import { createSpec } from '../spec.ts'
import { hour, start, webhook, type Change } from './webhook.ts'

/** The service on a real database, fed with webhook bodies, asked over HTTP. It is two hours after the start. */
export async function startRig(databaseUrl: string) {
  const log = createLog({ level: 'silent' })
  const store = createStore({ url: databaseUrl, service: 'security-alerts', migrations, log })
  await store.start()
  const incidents = createIncidents({ service: 'security-alerts', now: () => start + 2 * hour })
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'security-alerts', log, metrics: createMetrics() })
  api.routes(securityEventsRoute(store))
  const address = await api.listen()
  // A kit handles one event at a time: each call has its own.
  const handle = (change: Change, options: EventOptions = {}) =>
    createHandlerKit(createSpec(store, incidents)).webhook(webhook(change), {
      receivedAt: start + change.at + 1000,
      ...options,
    })
  return {
    store,
    handle,
    /** Handles changes one after the other; gives the alerts of all of them. */
    async send(...changes: readonly Change[]): Promise<readonly Alert[]> {
      const results = []
      for (const change of changes) results.push(...(await handle(change)))
      const failed = results.find(({ fate }) => fate !== 'done')
      if (failed) throw failed.error
      return results.flatMap(({ published }) => published.map(({ record }) => record as Alert))
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
      return {
        status: response.status,
        body: (await response.json()) as { items: Record<string, unknown>[] } & Record<string, unknown>,
      }
    },
    clear: () => store.query('TRUNCATE security_events, signals, incidents'),
    async stop() {
      await api.close()
      await store.stop()
    },
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
