import { alerts, type Alert } from '@wabastream/schemas'
import { topics } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { kafkaConfig, registryConfig } from '@wabastream/sdk/config'
import { partitionFor } from '@wabastream/sdk/kafka'
import { createRegistry, createSchemaIds } from '@wabastream/sdk/registry'
import { service, type Part, type Surroundings } from '@wabastream/sdk/service'
import { createVerifier } from '@wabastream/sdk/webhook'
import { createAlarms } from './alarms/alarms.ts'
import { ingressConfig, type IngressConfig } from './config.ts'
import { createBodyReader } from './http/body-reader.ts'
import { createServer } from './http/server.ts'
import { createKeeper } from './keep/keep.ts'
import { createMeasures } from './keep/measures.ts'
import type { Lanes } from './keep/publish.ts'
import { createRecentContents } from './keep/recent-contents.ts'
import { createReport } from './keep/report.ts'
import { createRoutes, type Routes } from './keep/routes.ts'
import { createLanes } from './lanes.ts'
import { listener } from './listener.ts'

/** Receives signed webhooks, and answers 200 only for what Kafka has. */
export const ingress = service({ name: 'ingress', config: ingressConfig, build })

function build({ config, log, metrics, health }: Surroundings<IngressConfig>): readonly Part[] {
  const registry = createRegistry(registryConfig(config))
  const schemaIds = createSchemaIds({ topics, prefix: config.TOPIC_PREFIX, registry, log })
  const kafka = { ...kafkaConfig(config, 'wabastream-ingress'), log }
  const lanes = createLanes({ kafka, ackTimeoutMs: config.ACK_TIMEOUT_MS, metrics })
  const routes = createRoutes(config.TOPIC_PREFIX, schemaIds.ids)
  const bodies = createBodyReader()
  const measures = createMeasures(metrics, () => bodies.heldBytes)
  const alarms = createAlarms((alert) => raise(alert, lanes.lanes, routes), log)
  const report = createReport(measures, alarms, createRecentContents())
  const server = createServer({
    verify: createVerifier(config.META_APP_SECRETS),
    verifyTokens: config.META_VERIFY_TOKENS,
    keep: createKeeper({ routes, lanes: lanes.lanes, report }),
    accepting: () => schemaIds.problem() === null,
    bodies,
    answered: measures.answered,
  })
  health.add('schemas', schemaIds.problem)
  health.add('kafka', lanes.problem)
  return [lanes, schemaIds, listener(server, config, log)]
}

async function raise(alert: Alert, lanes: Lanes, routes: Routes): Promise<void> {
  const route = routes(alerts)
  const value = codecOf(alerts.schema).encode(alert, route.schemaId)
  const key = alert.waba_id ?? alert.subject
  const partition = partitionFor(key, route.partitions)
  const headers = { 'content-type': 'application/avro' }
  const record = { topic: route.name, partition, key, value, headers, timestampMs: Date.now() }
  const [outcome] = await lanes[route.lane].publish([record])
  if (!outcome?.kept) throw new Error(`Kafka refused an alert: ${outcome?.code ?? 'no outcome'}`)
}
