import { alerts, templateState } from '@wabastream/schemas'
import { createIncidents, incidentExpiry } from '@wabastream/sdk/alerts'
import { consumer, createPublisher, service, type Piece, type Surroundings } from '@wabastream/sdk/consumer'
import { createStore } from '@wabastream/sdk/store'
import { templatesConfig, type TemplatesConfig } from './config.ts'
import { tombstones } from './deletion/tombstones.ts'
import { migrations } from './migrations/index.ts'
import { addRoutes } from './routes/index.ts'
import { createSpec } from './spec.ts'

export { rules } from './rules/index.ts'

/** Knows every message template: its status, quality, category and texts, and whether it can be sent. */
export const templates = service({ name: 'templates', config: templatesConfig, build })

function build(surroundings: Surroundings<TemplatesConfig>): readonly Piece[] {
  const { config, service: name, log, health, metrics, api } = surroundings
  const store = createStore({ url: config.DATABASE_URL, service: name, migrations, log, health, metrics })
  const publisher = createPublisher(surroundings, store, [templateState, alerts])
  const incidents = createIncidents({ service: name })
  addRoutes(api, store)
  return [
    store,
    publisher,
    consumer(createSpec(store, incidents)),
    incidentExpiry(store, publisher),
    tombstones({ store, publisher, log }),
  ]
}
