import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountUpdate, alerts, audit, subscriptionState } from '@wabastream/schemas'
import { groupTopics } from '@wabastream/schemas/catalogue'
import { createApi } from '@wabastream/sdk/http'
import { createAdmin, read } from '@wabastream/sdk/kafka'
import { createHealth, createLog, createMetrics } from '@wabastream/sdk/observe'
import { createRegistry } from '@wabastream/sdk/registry'
import { host } from '@wabastream/sdk/service'
import { waitUntil } from '@wabastream/sdk/testing'
import { stack, tempFolder } from '@wabastream/sdk/testing/vitest'
import { expect, test } from 'vitest'
import { subscriptionController } from './service.ts'
import { startGraphServer } from './testing/graph-server.ts'

const app = '670843887433847'

test('the whole service: a file is applied, audit and state reach their topics, nothing holds a secret', async () => {
  const { brokers, registryUrl, topicPrefix, databaseUrl } = stack()
  const kafka = { brokers: brokers.split(','), clientId: 'controller-tests' }
  const own = [accountUpdate, alerts, audit, subscriptionState]
  const admin = createAdmin(kafka)
  await admin.createTopics(
    [...own, ...groupTopics('subscription-controller')].map(({ name, partitions }) => ({
      name: topicPrefix + name,
      partitions,
      replicationFactor: 1,
      configs: new Map<string, string>(),
    })),
  )
  await admin.close()
  const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
  for (const topic of own) await registry.register(`${topicPrefix}${topic.name}-value`, topic.schema)
  await registry.close()
  const server = await startGraphServer(app)
  server.wabas.set('1', [])
  using folder = tempFolder()
  const file = join(folder.path, 'subscriptions.yaml')
  writeFileSync(
    file,
    `apps: [{ id: "${app}", secret: { env: SECRET }, token: { env: TOKEN } }]\nwabas: [{ id: "1", app: "${app}" }]\n`,
  )
  const environment = {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    DATABASE_URL: databaseUrl,
    TOPIC_PREFIX: topicPrefix,
    META_GRAPH_URL: server.url,
    SUBSCRIPTIONS_FILE: file,
    SECRET: 'seeded-secret',
    TOKEN: 'seeded-token',
  }
  const [log, metrics, health] = [createLog({ level: 'silent' }), createMetrics(), createHealth()]
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'test', log, metrics })
  const fail = (error: Error) => expect.unreachable(error.message)
  const hosted = await host(subscriptionController, { environment, log, metrics, health, api, fail })
  expect(await waitUntil(() => server.wabas.get('1')?.length === 1, { withinMs: 30_000 })).toBe(true)
  const found = new Map<string, string>()
  const topics = [audit, subscriptionState].map(({ name }) => topicPrefix + name)
  const areThere = async () => {
    for await (const record of read(kafka, { topics, from: 'beginning', until: 'end' }))
      found.set(record.topic, `${found.get(record.topic) ?? ''}${record.value?.toString('latin1') ?? ''}`)
    return topics.every((topic) => found.has(topic))
  }
  expect(await waitUntil(areThere, { withinMs: 20_000 })).toBe(true)
  expect(found.get(topics[0] ?? '')).toContain('subscriptions.')
  expect([...found.values(), await metrics.metrics()].join('')).not.toMatch(/seeded/)
  await api.close()
  await hosted.stop()
  await server.stop()
})
