import { alerts, messages, phoneNumberNameUpdate } from '@wabastream/schemas'
import { createAdmin, createLane } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerSchemas } from '../deploy/schemas.ts'
import { applyTopics } from '../deploy/topics.ts'
import { refuseForeignRegistry } from './foreign-registry.ts'

const { brokers, registryUrl, topicPrefix: prefix } = stack()
const kafka = { brokers: brokers.split(','), clientId: 'foreign-registry-test' }
const admin = createAdmin(kafka)
const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
const lane = createLane({ kafka, name: 'test', limits: { ackTimeoutMs: 20_000 } })
const check = () => refuseForeignRegistry(admin, kafka, { registry, prefix })

beforeAll(async () => {
  const topics = [phoneNumberNameUpdate, messages, alerts]
  await Promise.all([
    applyTopics(admin, topics, { prefix, replicationFactor: 1, minInsync: 1 }),
    registerSchemas(registry, [phoneNumberNameUpdate], prefix),
    lane.start(),
  ])
})
afterAll(() => Promise.all([admin.close(), registry.close(), lane.stop()]))

async function write(topic: string, schemaId: number): Promise<void> {
  const value = Buffer.alloc(8)
  value.writeUInt32BE(schemaId, 1)
  const record = { topic: prefix + topic, partition: 1, key: 'k', value, headers: {}, timestampMs: Date.now() }
  expect(await lane.publish([record])).toMatchObject([{ kept: true }])
}

test('empty topics, and records whose id means their schema, are fine', async () => {
  await check()
  await write(
    phoneNumberNameUpdate.name,
    await registry.idOf(`${prefix}${phoneNumberNameUpdate.name}-value`, phoneNumberNameUpdate.schema),
  )
  await check()
})

test('an id that the registry gives to another schema, or to none, stops the start and names --reset', async () => {
  const other = await registry.idOf(`${prefix}${phoneNumberNameUpdate.name}-value`, phoneNumberNameUpdate.schema)
  await write(messages.name, other)
  await expect(check()).rejects.toThrow('waba up --reset')
})
