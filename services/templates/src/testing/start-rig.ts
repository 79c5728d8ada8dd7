import { alerts, templateState, type Alert, type TemplateState } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import { createApi } from '@wabastream/sdk/http'
import { createLog, createMetrics } from '@wabastream/sdk/observe'
import { createStore } from '@wabastream/sdk/store'
import { createHandlerKit, type EventOptions } from '@wabastream/sdk/testing/handler'
import { migrations } from '../migrations/index.ts'
import { addRoutes } from '../routes/index.ts'
import { createSpec } from '../spec.ts'
import { start } from './template-event.ts'
import { webhook, type Change } from './webhook.ts'

/** The service on a real database, fed with webhook bodies, asked over HTTP. */
export async function startRig(databaseUrl: string) {
  const log = createLog({ level: 'silent' })
  const store = createStore({ url: databaseUrl, service: 'templates', migrations, log })
  await store.start()
  const incidents = createIncidents({ service: 'templates', now: () => start + 3_600_000 })
  // A kit handles one event at a time.
  const handle = (change: Change, options: EventOptions = {}) =>
    createHandlerKit(createSpec(store, incidents)).webhook(webhook(change), {
      receivedAt: start + change.at * 1000,
      ...options,
    })
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'templates', log, metrics: createMetrics() })
  addRoutes(api, store)
  const address = await api.listen()
  return {
    store,
    handle,
    /** Handles changes one after the other; gives what was published by all of them. */
    async send(...changes: readonly Change[]) {
      const results = []
      for (const change of changes) results.push(...(await handle(change)))
      const published = results.flatMap((result) => result.published)
      return {
        fates: results.map(({ fate }) => fate),
        states: published.filter(({ topic }) => topic === templateState).map(({ record }) => record as TemplateState),
        alerts: published.filter(({ topic }) => topic === alerts).map(({ record }) => record as Alert),
      }
    },
    /** An answer of the API. */
    async get(path: string) {
      const response = await fetch(`${address}${path}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    /** What is kept, without what depends on the order of arrival. */
    async rows() {
      return {
        templates: await store.query(
          `select waba_id, template_id, state, sendable, buried_at from templates order by waba_id, template_id`,
        ),
        events: await store.query(
          `select event_id, content_id, field, occurred_at, value, unmapped from template_events order by 1`,
        ),
        incidents: await store.query(
          `select rule, subject, state, severity, opener, opened_at, resolved_at from incidents order by 1, 2, opened_at`,
        ),
      }
    },
    async clear() {
      await store.query('truncate templates, template_events, signals, incidents')
    },
    async stop() {
      await api.close()
      await store.stop()
    },
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
