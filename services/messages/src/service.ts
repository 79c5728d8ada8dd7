import { alerts, audit } from '@wabastream/schemas'
import { createIncidents, incidentExpiry } from '@wabastream/sdk/alerts'
import { consumer, createPublisher, service, type Piece, type Surroundings } from '@wabastream/sdk/consumer'
import { createStore } from '@wabastream/sdk/store'
import { messagesConfig, type MessagesConfig } from './config.ts'
import { migrations } from './migrations/index.ts'
import { retentionOf } from './retention.ts'
import { addRoutes } from './routes/index.ts'
import { createSpec } from './spec.ts'

export { rules } from './rules/index.ts'

/** Knows every message: what it says, what became of it, and who the people are. */
export const messages = service({ name: 'messages', config: messagesConfig, build })

function build(surroundings: Surroundings<MessagesConfig>): readonly Piece[] {
  const { config, service: name, log, health, metrics, api } = surroundings
  const retention = retentionOf(config)
  const store = createStore({ url: config.DATABASE_URL, service: name, migrations, retention, log, health, metrics })
  const publisher = createPublisher(surroundings, store, [alerts, audit])
  addRoutes(api, store, publisher)
  return [
    store,
    publisher,
    consumer(createSpec(store, createIncidents({ service: name }))),
    incidentExpiry(store, publisher),
  ]
}
