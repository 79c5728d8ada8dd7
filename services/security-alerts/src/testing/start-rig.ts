import { alerts, type Alert } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import { createSender, recordsOf, startServiceKit } from '@wabastream/sdk/testing/service'
import { migrations } from '../migrations/index.ts'
import { addRoutes } from '../routes/index.ts'
import { createSpec } from '../spec.ts'
import { hour, start, webhook, type Change } from './webhook.ts'

/** The service on a real database, fed with webhook bodies, asked over HTTP. It is two hours after the start. */
export async function startRig(databaseUrl: string) {
  const kit = await startServiceKit({ databaseUrl, service: 'security-alerts', migrations, addRoutes })
  const incidents = createIncidents({ service: 'security-alerts', now: () => start + 2 * hour })
  const { handle, send } = createSender<Change>({
    spec: createSpec(kit.store, incidents),
    webhook,
    receivedAt: ({ at }) => start + at + 1000,
  })
  return {
    ...kit,
    handle,
    /** Handles changes one after the other; gives the alerts of all of them. */
    send: async (...changes: readonly Change[]): Promise<readonly Alert[]> => recordsOf(await send(...changes), alerts),
    clear: () => kit.store.query('TRUNCATE security_events, signals, incidents'),
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
