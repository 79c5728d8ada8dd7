import { alerts } from '@wabastream/schemas'
import { createIncidents, incidentExpiry } from '@wabastream/sdk/alerts'
import { consumer, createPublisher, service, type Piece, type Surroundings } from '@wabastream/sdk/consumer'
import { createStore } from '@wabastream/sdk/store'
import { securityAlertsConfig, type SecurityAlertsConfig } from './config.ts'
import { migrations } from './migrations/index.ts'
import { addRoutes } from './routes/index.ts'
import { createSpec } from './spec.ts'

export { rules } from './rules/index.ts'

/** Knows who asked for, turned off or changed a two-step code, and who may act for an account. */
export const securityAlerts = service({ name: 'security-alerts', config: securityAlertsConfig, build })

function build(surroundings: Surroundings<SecurityAlertsConfig>): readonly Piece[] {
  const { config, service: name, log, health, metrics, api } = surroundings
  const retention = [
    { table: 'security_events', days: config.SECURITY_EVENTS_DAYS, by: 'delete', column: 'occurred_at' },
  ] as const
  const store = createStore({ url: config.DATABASE_URL, service: name, migrations, retention, log, health, metrics })
  const publisher = createPublisher(surroundings, store, [alerts])
  addRoutes(api, store)
  return [
    store,
    publisher,
    consumer(createSpec(store, createIncidents({ service: name }))),
    incidentExpiry(store, publisher),
  ]
}
