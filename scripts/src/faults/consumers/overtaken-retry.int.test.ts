import { messages } from '@wabastream/schemas'
import { consumer, type Policy } from '@wabastream/sdk/consumer'
import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics } from '@wabastream/sdk/observe'
import { host, service } from '@wabastream/sdk/service'
import { createStore } from '@wabastream/sdk/store'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesWebhook } from '../../scenarios/bodies.ts'
import { createCast } from '../../scenarios/cast.ts'
import { startPipeline, type Pipeline } from '../../rig/pipeline.ts'

const { brokers, registryUrl, topicPrefix, databaseUrl } = stack()
const cast = createCast()
const [older, newer] = [1_770_000_000_000, 1_770_000_060_000]
let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await startPipeline(stack(), [])
  for (const at of [older, newer]) {
    const status = { id: cast.wamid('one'), status: at === older ? 'sent' : 'read', timestamp: String(at / 1000) }
    await pipeline.send(messagesWebhook(cast, { statuses: [{ ...status, recipient_id: cast.user }] }))
  }
}, 60_000)
afterAll(() => pipeline.stop())

const migrations = [{ name: '0001-latest', sql: 'CREATE TABLE latest (one int PRIMARY KEY, at bigint NOT NULL)' }]
const policy: Partial<Policy> = { retryDelaysMs: { 'retry-10s': 1000, 'retry-10m': 1000 } }

test.each([
  ['newer-wins', older, ['older', 'newer', 'older again']],
  ['newer-wins', newer, ['older', 'newer', 'newer again']],
  ['strict', older, ['older', 'older again', 'newer']],
  ['strict', newer, ['older', 'newer', 'newer again']],
] as const)('%s, %d fails at first: the newer event stays', { timeout: 60_000 }, async (order, failing, expected) => {
  const name = `overtaken-${order}-${failing === older ? 'older' : 'newer'}`
  const log = createLog({ level: 'silent' })
  const [health, metrics] = [createHealth(), createMetrics()]
  const store = createStore({ url: databaseUrl, service: name, migrations, log })
  const calls: string[] = []
  const piece = consumer({
    topics: [messages],
    from: 'earliest',
    order,
    store,
    policy,
    async handle({ occurred_at: at }, { attempt, transaction }) {
      calls.push(`${at === older ? 'older' : 'newer'}${attempt > 1 ? ' again' : ''}`)
      if (at === failing && attempt === 1) throw new TypeError('not yet')
      await transaction((tx) =>
        tx.query(
          `INSERT INTO latest VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET at = excluded.at
           WHERE excluded.at > latest.at`,
          [at],
        ),
      )
    },
  })
  const environment = { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, TOPIC_PREFIX: topicPrefix }
  const api = createApi({ host: '127.0.0.1', port: 0, title: name, log, metrics })
  const failures: Error[] = []
  const fail = (error: Error) => void failures.push(error)
  const surroundings = { environment, log, metrics, health, api, fail }
  const hosted = await host(service({ name, build: () => [store, piece] }), surroundings)
  try {
    await eventually(() => expect(calls.length).toBe(3), { withinMs: 40_000 })
    await eventually(async () => expect(await store.query('SELECT at FROM latest')).toEqual([{ at: newer }]), {
      withinMs: 10_000,
    })
  } finally {
    await hosted.stop()
  }
  expect(calls).toEqual(expected)
  expect(failures).toEqual([])
})
