import { alerts, audit, subscriptionState } from '@wabastream/schemas'
import { createIncidents, incidentExpiry } from '@wabastream/sdk/alerts'
import { consumer, createPublisher, service, type Part, type Piece, type Surroundings } from '@wabastream/sdk/consumer'
import { createLease, createStore } from '@wabastream/sdk/store'
import { createBudget } from './budget/budget.ts'
import { createPace } from './budget/pace.ts'
import { controllerConfig, type ControllerConfig } from './config.ts'
import { readDeclaration } from './declaration/read-declaration.ts'
import { applyAtStart } from './desired/apply-at-start.ts'
import { createGraph, type Graph } from './graph/graph.ts'
import { migrations } from './migrations/index.ts'
import { createController } from './reconcile/controller.ts'
import { neededLeaseMs, type Desk } from './reconcile/desk.ts'
import { accountRoutes, declarationRoutes } from './routes/subscriptions.ts'
import { createSecrets } from './secrets/secrets.ts'
import { accountUpdatesSpec } from './signals/account-updates.ts'

export { readDeclaration } from './declaration/read-declaration.ts'
export type { Declaration } from './declaration/file-schema.ts'
export { rules } from './rules/index.ts'

/** Keeps the subscriptions of accounts and the webhooks of apps at Meta as they are declared. */
export const subscriptionController = service({ name: 'subscription-controller', config: controllerConfig, build })

function build(surroundings: Surroundings<ControllerConfig>): readonly Piece[] {
  const { config, service: name, environment, log, health, metrics, api } = surroundings
  const path = config.SUBSCRIPTIONS_FILE
  const declaration = path === undefined ? null : readDeclaration(path)
  const store = createStore({ url: config.DATABASE_URL, service: name, migrations, log, health, metrics })
  const publisher = createPublisher(surroundings, store, [subscriptionState, audit, alerts])
  const budget = createBudget({ pace: createPace(config.SUBSCRIPTIONS_CALLS_PER_SECOND) })
  const graph = createGraph({ url: config.META_GRAPH_URL, version: config.META_GRAPH_VERSION, observer: budget })
  const lease = createLease(store, 'controller', { log })
  const desk: Desk = {
    store,
    publisher,
    incidents: createIncidents({ service: name }),
    graph,
    budget,
    secrets: createSecrets(environment),
    log,
    resyncMs: config.SUBSCRIPTIONS_RESYNC_MS,
    businessId: config.META_BUSINESS_ID ?? null,
    mayWrite: () => lease.leftMs() > neededLeaseMs,
    now: Date.now,
  }
  api.routes((app) => {
    accountRoutes(app, desk)
    declarationRoutes(app, desk)
  })
  return [
    store,
    closing(graph),
    publisher,
    ...(declaration ? [applyAtStart(desk, declaration)] : []),
    createController(desk, lease),
    consumer(accountUpdatesSpec(store)),
    incidentExpiry(store, publisher),
  ]
}

/** Connections end after everything that uses them. */
function closing(graph: Graph): Part {
  return { name: 'connections to the Graph API', start: async () => {}, stop: () => graph.close() }
}
