import { alerts, templateState } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import { createSender, recordsOf, startServiceKit } from '@wabastream/sdk/testing/service'
import { migrations } from '../migrations/index.ts'
import { addRoutes } from '../routes/index.ts'
import { createSpec } from '../spec.ts'
import { start } from './template-event.ts'
import { webhook, type Change } from './webhook.ts'

/** The service on a real database, fed with webhook bodies, asked over HTTP. It is an hour after the start. */
export async function startRig(databaseUrl: string) {
  const kit = await startServiceKit({ databaseUrl, service: 'templates', migrations, addRoutes })
  const { store } = kit
  const incidents = createIncidents({ service: 'templates', now: () => start + 3_600_000 })
  const { handle, send } = createSender<Change>({
    spec: createSpec(store, incidents),
    webhook,
    receivedAt: ({ at }) => start + at * 1000,
  })
  return {
    ...kit,
    handle,
    /** Handles changes one after the other; gives what was published by all of them. */
    async send(...changes: readonly Change[]) {
      const published = await send(...changes)
      return { states: recordsOf(published, templateState), alerts: recordsOf(published, alerts) }
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
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
