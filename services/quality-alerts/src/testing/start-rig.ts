import { accountState, alerts, phoneNumberState, type Topic } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import type { PublishedRecord } from '@wabastream/sdk/testing/handler'
import { createSender, recordsOf, startServiceKit } from '@wabastream/sdk/testing/service'
import { settleDue } from '../due/settle-due.ts'
import { migrations } from '../migrations/index.ts'
import { addRoutes } from '../routes/index.ts'
import { createSpec } from '../spec.ts'
import { hour, start, webhook, type Change } from './webhook.ts'

const now = () => start + 2 * hour

/** The service on a real database, fed with webhook bodies, asked over HTTP. It is two hours after the start. */
export async function startRig(databaseUrl: string) {
  const kit = await startServiceKit({ databaseUrl, service: 'quality-alerts', migrations, addRoutes })
  const incidents = createIncidents({ service: 'quality-alerts', now })
  const { handle, send } = createSender<Change>({
    spec: createSpec(kit.store, { incidents, now }),
    webhook,
    receivedAt: ({ at }) => start + at + 1000,
  })
  return {
    ...kit,
    handle,
    /** Handles changes one after the other; gives what all of them published. */
    async send(...changes: readonly Change[]) {
      const published = await send(...changes)
      return {
        alerts: recordsOf(published, alerts),
        numbers: recordsOf(published, phoneNumberState),
        accounts: recordsOf(published, accountState),
      }
    },
    /** Lets time pass for the states. */
    async settle(at: number) {
      const published: PublishedRecord[] = []
      const publisher = {
        async publishIn<R>(_tx: unknown, topic: Topic<R>, { key, record }: { key: string; record: R | null }) {
          published.push({ topic, key, record })
        },
      }
      await settleDue(kit.store, publisher, at)
      return published
    },
    clear: () => kit.store.query('TRUNCATE history, aspects, limits, states, signals, incidents'),
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
