import { audit, type Alert, type Audit } from '@wabastream/schemas'
import { createIncidents } from '@wabastream/sdk/alerts'
import type { Publisher } from '@wabastream/sdk/consumer'
import { createHandlerKit } from '@wabastream/sdk/testing/handler'
import { startServiceKit } from '@wabastream/sdk/testing/service'
import { migrations } from '../migrations/index.ts'
import { addRoutes } from '../routes/index.ts'
import { createSpec } from '../spec.ts'
import { start } from './bodies.ts'

/** Every webhook of a test arrives at this time, epoch milliseconds; the rules think it is an hour later. */
const receivedAt = (start + 3600) * 1000

/** Tables that hold what events said; `numbers` and the key of hashes are left alone. */
const tables = [
  'messages',
  'deliveries',
  'timeline',
  'delivery_stats',
  'reactions',
  'changes',
  'payments',
  'reported_errors',
  'person_ids',
  'person_links',
  'phone_forms',
  'failure_verdicts',
  'signals',
  'incidents',
] as const

/** The service on a real database, fed with webhook bodies through the real codec, asked over HTTP. */
export async function startRig(databaseUrl: string) {
  const audits: Audit[] = []
  const publisher = {
    publishIn: async (_tx, topic, { record }) => {
      if (topic.name === audit.name) audits.push(record as Audit)
    },
  } as Pick<Publisher, 'publishIn'> as Publisher
  const running = await startServiceKit({
    databaseUrl,
    service: 'messages',
    migrations,
    addRoutes: (api, store) => addRoutes(api, store, publisher),
  })
  const { store } = running
  const incidents = createIncidents({ service: 'messages', now: () => receivedAt + 3_600_000 })
  const kit = createHandlerKit(createSpec(store, incidents))
  const batch = async (bodies: readonly object[]): Promise<Alert[]> => {
    const handled = await kit.batch(bodies, { receivedAt })
    const failed = handled.find(({ fate }) => fate !== 'done')
    if (failed) throw failed.error instanceof Error ? failed.error : new Error(failed.fate)
    return handled.flatMap(({ published }) => published).map(({ record }) => record as Alert)
  }
  return {
    ...running,
    audits,
    /** Keeps the events of all bodies in one batch per topic; gives the alerts that were published. */
    batch,
    /** Keeps the events of each body as a batch of its own. */
    async send(...bodies: readonly object[]): Promise<Alert[]> {
      const alerts: Alert[] = []
      for (const body of bodies) alerts.push(...(await batch([body])))
      return alerts
    },
    /** All that is kept, in an order of its own, without what tells in which order it came. */
    async rows() {
      const kept: Record<string, readonly object[]> = {}
      for (const table of tables.filter((name) => !['signals', 'incidents', 'failure_verdicts'].includes(name))) {
        const rows = await store.query<{ row: object }>(
          `select to_jsonb(t) - 'rank_before' - 'template_before' - 'first_before' as row from ${table} t order by 1`,
        )
        kept[table] = rows.map(({ row }) => row).filter((row) => !('count' in row) || row.count !== 0)
      }
      return kept
    },
    async clear() {
      audits.length = 0
      await store.query(`truncate ${tables.join(', ')}`)
    },
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
