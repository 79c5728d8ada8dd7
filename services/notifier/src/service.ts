import { consumer } from '@wabastream/sdk/consumer'
import { service, type Part, type Piece, type Surroundings } from '@wabastream/sdk/service'
import { createStore } from '@wabastream/sdk/store'
import { notifierConfig, type NotifierConfig } from './config.ts'
import { readDestinations } from './destinations/read-destinations.ts'
import { migrations } from './migrations/index.ts'
import { createDeliver } from './notifications/deliver.ts'
import { heldNotifications } from './notifications/held-notifications.ts'
import { createMeasures } from './notifications/measures.ts'
import { addRoutes } from './routes/index.ts'
import { createHttp, type Http } from './send/http.ts'
import { createNotify } from './send/notify.ts'
import { createSpec } from './spec.ts'

/** Keeps alerts, answers questions about them, and tells the destinations of a file. */
export const notifier = service({ name: 'notifier', config: notifierConfig, build })

function build({ config, environment, service: name, api, log, health, metrics }: Surroundings<NotifierConfig>) {
  const path = config.NOTIFIER_DESTINATIONS
  const destinations = path === undefined ? [] : readDestinations(path, environment)
  log.info({ destinations: destinations.map((destination) => destination.name) }, 'destinations of alerts')
  const retention = [
    { table: 'alert_incidents', days: config.NOTIFICATIONS_DAYS, by: 'delete', column: 'occurred_at' } as const,
  ]
  const url = config.DATABASE_URL
  const store = createStore({ url, service: name, migrations, retention, log, health, metrics })
  const http = createHttp()
  const measures = createMeasures(
    metrics,
    destinations.map((destination) => destination.name),
  )
  const deliver = createDeliver({ store, destinations, notify: createNotify(http), measures })
  addRoutes(api, store)
  const pieces: readonly Piece[] = [
    store,
    closing(http),
    heldNotifications({ store, destinations, deliver, log }),
    consumer(createSpec({ store, destinations, deliver })),
  ]
  return pieces
}

/** Connections end after everything that uses them. */
function closing(http: Http): Part {
  return { name: 'connections to destinations', start: async () => {}, stop: () => http.close() }
}
