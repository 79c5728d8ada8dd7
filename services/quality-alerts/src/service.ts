import { accountState, alerts, phoneNumberState } from '@wabastream/schemas'
import { createIncidents, incidentExpiry } from '@wabastream/sdk/alerts'
import { consumer, createPublisher, service, type Piece, type Surroundings } from '@wabastream/sdk/consumer'
import { createStore } from '@wabastream/sdk/store'
import { qualityAlertsConfig, type QualityAlertsConfig } from './config.ts'
import { stateClock } from './due/state-clock.ts'
import { migrations } from './migrations/index.ts'
import { addRoutes } from './routes/index.ts'
import { createSpec } from './spec.ts'

export { rules } from './rules/index.ts'

/** Knows the health of every number and account: limits, flags, restrictions, violations, bans, reviews and names. */
export const qualityAlerts = service({ name: 'quality-alerts', config: qualityAlertsConfig, build })

function build(surroundings: Surroundings<QualityAlertsConfig>): readonly Piece[] {
  const { config, service: name, log, health, metrics, api } = surroundings
  const days = config.HEALTH_HISTORY_DAYS
  const retention = [
    { table: 'history', days, by: 'delete', column: 'occurred_at' },
    { table: 'limits', days, by: 'delete', column: 'occurred_at' },
  ] as const
  const store = createStore({ url: config.DATABASE_URL, service: name, migrations, retention, log, health, metrics })
  const publisher = createPublisher(surroundings, store, [phoneNumberState, accountState, alerts])
  addRoutes(api, store)
  return [
    store,
    publisher,
    consumer(createSpec(store, { incidents: createIncidents({ service: name }) })),
    incidentExpiry(store, publisher),
    stateClock({ store, publisher, log }),
  ]
}
