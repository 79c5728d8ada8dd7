import type { Topic } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createAdmin, partitionFor, read } from '../../kafka/index.ts'
import { createHealth, createLog, createMetrics } from '../../observe/index.ts'
import { createRegistry } from '../../registry/index.ts'
import { createStore } from '../../store/index.ts'
import type { Store } from '../../store/index.ts'
import { eventually, stack } from '../../testing/vitest/index.ts'
import { createPublisher } from './index.ts'
import type { Publisher } from './index.ts'

const { brokers, registryUrl, topicPrefix, databaseUrl } = stack()
const log = createLog({ level: 'silent' })
const kafka = { brokers: brokers.split(','), clientId: 'test' }
const name = 'waba.letters.v1'
const letters: Topic<{ readonly text: string }> = {
  name,
  schema: JSON.stringify({ type: 'record', name: 'Letter', fields: [{ name: 'text', type: 'string' }] }),
  partitions: 4,
  retentionMs: -1,
  cleanup: 'delete',
  maxBytes: 1_000_000,
  lane: 'management',
}

let store: Store
let publisher: Publisher

beforeAll(async () => {
  const [admin, registry] = [createAdmin(kafka), createRegistry({ url: registryUrl, timeoutMs: 20_000 })]
  await admin.createTopics([{ name: topicPrefix + name, partitions: 4, replicationFactor: 1, configs: new Map() }])
  await registry.register(`${topicPrefix}${name}-value`, letters.schema)
  await Promise.all([admin.close(), registry.close()])
  const surroundings = {
    service: 'letters',
    environment: { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, TOPIC_PREFIX: topicPrefix },
    log,
    metrics: createMetrics(),
    health: createHealth(),
  }
  store = createStore({ url: databaseUrl, service: 'letters', migrations: [], log })
  publisher = createPublisher(surroundings, store, [letters])
  await store.start()
  await publisher.start()
})
afterAll(async () => {
  await publisher.stop()
  await store.stop()
})

const write = (text: string, key: string) =>
  store.transaction((tx) => publisher.publishIn(tx, letters, { key, record: { text } }))

async function written() {
  const records = []
  for await (const record of read(kafka, { topics: [topicPrefix + name], from: 'beginning', until: 'end' }))
    records.push(record)
  return records
}

test('it is ready when the schema ids are known', async () => {
  await eventually(() => expect(publisher.problem()).toBeNull(), { withinMs: 20_000 })
})

test('records reach Kafka with their key, encoded, in the order of a key', async () => {
  for (const text of ['1', '2', '3']) await write(text, 'a')
  await store.transaction((tx) => publisher.publishIn(tx, letters, { key: 'b', record: null }))
  const records = await eventually(
    async () => {
      const found = await written()
      expect(found).toHaveLength(4)
      return found
    },
    { withinMs: 20_000 },
  )
  const ofA = records.filter(({ key }) => String(key) === 'a')
  expect(ofA.map(({ value }) => value && codecOf(letters.schema).decode(value))).toMatchObject([
    { text: '1' },
    { text: '2' },
    { text: '3' },
  ])
  for (const { partition } of ofA) expect(partition).toBe(partitionFor('a', 4))
  expect(records.find(({ key }) => String(key) === 'b')?.value).toBeNull()
})

test('a topic that was not named is refused, and so the transaction', async () => {
  const other = { ...letters, name: 'waba.other.v1' }
  const work = store.transaction((tx) => publisher.publishIn(tx, other, { key: 'a', record: { text: 'x' } }))
  await expect(work).rejects.toMatchObject({ kind: 'permanent' })
})
