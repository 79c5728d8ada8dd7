import { createIncidents } from '@wabastream/sdk/alerts'
import { createApi } from '@wabastream/sdk/http'
import { createLog, createMetrics } from '@wabastream/sdk/observe'
import { createStore } from '@wabastream/sdk/store'
import { createBudget } from '../budget/budget.ts'
import { createGraph } from '../graph/graph.ts'
import { migrations } from '../migrations/index.ts'
import type { Desk } from '../reconcile/desk.ts'
import { accountRoutes, declarationRoutes } from '../routes/subscriptions.ts'
import { createSecrets } from '../secrets/secrets.ts'

/** The controller's parts on a real database and a Graph API; looks are taken by hand, the clock is the test's. */
export async function startRig(databaseUrl: string, graphUrl: string, environment: Record<string, string>) {
  const log = createLog({ level: 'silent' })
  const store = createStore({ url: databaseUrl, service: 'subscription-controller', migrations, log })
  await store.start()
  const clock = { ms: Date.now() }
  const now = () => clock.ms
  const budget = createBudget({ now })
  const graph = createGraph({ url: graphUrl, version: 'v26.0', timeoutMs: 1000, observer: budget })
  const published: { readonly topic: string; readonly record: unknown }[] = []
  const leader = { may: true }
  const desk: Desk = {
    store,
    publisher: { publishIn: async (_, { name }, { record }) => void published.push({ topic: name, record }) },
    incidents: createIncidents({ service: 'subscription-controller', now }),
    graph,
    budget,
    secrets: createSecrets(environment),
    log,
    resyncMs: 2_700_000,
    businessId: '77',
    mayWrite: () => leader.may,
    now,
  }
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'test', log, metrics: createMetrics() })
  api.routes((app) => {
    accountRoutes(app, desk)
    declarationRoutes(app, desk)
  })
  const address = await api.listen()
  return {
    desk,
    clock,
    address,
    leader,
    published,
    async ask(method: string, path: string, body?: unknown) {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      const response = await fetch(address + path, { method, ...(body === undefined ? {} : json) })
      return { status: response.status, text: await response.text() }
    },
    async stop() {
      await api.close()
      await graph.close()
      await store.stop()
    },
  }
}

export type Rig = Awaited<ReturnType<typeof startRig>>
