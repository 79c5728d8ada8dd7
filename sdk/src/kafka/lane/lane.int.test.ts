import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stack } from '../../testing/vitest/index.ts'
import { type Admin, createAdmin } from '../admin/admin.ts'
import type { KafkaConfig } from '../config.ts'
import { read } from '../reader/read.ts'
import type { OutgoingRecord } from '../record.ts'
import { lostRecords, startLoad } from '../testing/load.ts'
import { createLane, type Lane } from './lane.ts'

const { brokers, topicPrefix } = stack()
const kafka: KafkaConfig = { brokers: brokers.split(','), clientId: 'lane-test' }
const topic = `${topicPrefix}lane`
const small = `${topicPrefix}small`
const compacted = `${topicPrefix}compacted`
let admin: Admin
let lane: Lane

const record = (parts: Partial<OutgoingRecord>): OutgoingRecord => ({
  topic,
  partition: 0,
  key: 'key',
  value: Buffer.from('value'),
  headers: {},
  timestampMs: 1_767_225_600_000,
  ...parts,
})

const newTopic = (name: string, configs: Record<string, string> = {}) => ({
  name,
  partitions: 4,
  replicationFactor: 1,
  configs: new Map(Object.entries(configs)),
})

beforeAll(async () => {
  admin = createAdmin(kafka)
  const few = { 'max.message.bytes': '20000' }
  await admin.createTopics([
    newTopic(topic),
    newTopic(small, few),
    newTopic(compacted, { 'cleanup.policy': 'compact' }),
  ])
  lane = createLane({ kafka, name: 'test' })
  await lane.start()
})

afterAll(async () => {
  await lane?.stop()
  await admin?.close()
})

test('a record comes back as it was sent', async () => {
  const sent = record({ partition: 3, headers: { ce_id: 'message_1', raw: Buffer.from([0, 255]) } })
  const [outcome, tombstone] = await lane.publish([sent, record({ partition: 3, key: null, value: null })])
  expect([outcome, tombstone]).toEqual([
    { kept: true, offset: 0n },
    { kept: true, offset: 1n },
  ])
  const records = []
  const from = { offsets: new Map([[3, 0n]]) }
  for await (const one of read(kafka, { topics: [topic], from, until: 'end' })) records.push(one)
  const place = { topic, partition: 3, timestampMs: sent.timestampMs }
  const headers = new Map([
    ['ce_id', [Buffer.from('message_1')]],
    ['raw', [Buffer.from([0, 255])]],
  ])
  expect(records).toEqual([
    { ...place, offset: 0n, key: Buffer.from('key'), value: Buffer.from('value'), headers },
    { ...place, offset: 1n, key: null, value: null, headers: new Map() },
  ])
})

test('many callers at once: each offset holds the record of its caller', async () => {
  const load = startLoad({ lane, topic, partitions: 4, callers: 100, records: 3 })
  await expect.poll(() => load.kept.size, { timeout: 20_000 }).toBeGreaterThan(5000)
  await load.stop()
  expect(load.failures).toEqual(new Map())
  expect(await lostRecords(kafka, topic, load.kept)).toEqual([])
})

test('no records need no answer from Kafka', async () => {
  expect(await lane.publish([])).toEqual([])
})

test('one refused record fails nobody else, not even its siblings', async () => {
  const large = record({ topic: small, value: randomBytes(30_000) })
  const [mixed, neighbour] = await Promise.all([
    lane.publish([record({ topic: small }), large, record({ topic: small, partition: 1 }), record({})]),
    lane.publish([record({ topic: small, key: 'neighbour' })]),
  ])
  expect(mixed.map((outcome) => (outcome.kept ? 'kept' : outcome.code))).toEqual([
    'kept',
    'MESSAGE_TOO_LARGE',
    'kept',
    'kept',
  ])
  expect(neighbour[0]).toMatchObject({ kept: true })
})

test('a batch too large for a topic whose records are not is halved until it fits', async () => {
  const records = Array.from({ length: 8 }, () => record({ topic: small, value: randomBytes(8000) }))
  const outcomes = await lane.publish(records)
  expect(outcomes.every((outcome) => outcome.kept)).toBe(true)
})

test('a record that the broker finds invalid is refused by name', async () => {
  const outcomes = await lane.publish([record({ topic: compacted }), record({ topic: compacted, key: null })])
  expect(outcomes).toEqual([
    { kept: true, offset: expect.any(BigInt) },
    { kept: false, code: 'INVALID_RECORD' },
  ])
})

test('one missing topic among many fails nobody else, and soon costs nothing', async () => {
  const missing = lane.publish([record({}), record({ topic: `${topicPrefix}nowhere` })])
  const others = Array.from({ length: 20 }, (_, index) => lane.publish([record({ partition: index % 4 })]))
  await expect(missing).rejects.toMatchObject({ reason: 'topic_missing', code: 'UNKNOWN_TOPIC_OR_PARTITION' })
  for (const outcomes of await Promise.all(others)) expect(outcomes[0]).toMatchObject({ kept: true })
  const startedAtMs = performance.now()
  await expect(lane.publish([record({ topic: `${topicPrefix}nowhere` })])).rejects.toMatchObject({
    reason: 'topic_missing',
  })
  expect(performance.now() - startedAtMs).toBeLessThan(50)
})

test('a partition that does not exist is a missing topic, not a silent loss', async () => {
  await expect(lane.publish([record({ partition: 4 })])).rejects.toMatchObject({ reason: 'topic_missing' })
  expect(await lane.publish([record({})])).toMatchObject([{ kept: true }])
})

test('what waits is bounded, in records and in bytes', async () => {
  const waiting = createLane({
    kafka,
    name: 'bounded',
    limits: { maxQueuedRecords: 10, maxQueuedBytes: 5000, ackTimeoutMs: 300 },
  })
  const first = Array.from({ length: 10 }, () => waiting.publish([record({})]))
  await expect(waiting.publish([record({})])).rejects.toMatchObject({ reason: 'queue_full' })
  expect(waiting.state).toMatchObject({ queuedRecords: 10 })
  for (const outcome of await Promise.allSettled(first))
    expect(outcome).toMatchObject({ reason: { reason: 'timeout' } })
  expect(waiting.state).toMatchObject({ queuedRecords: 0, queuedBytes: 0 })
  const large = waiting.publish([record({ value: Buffer.alloc(6000) })])
  await expect(waiting.publish([record({})])).rejects.toMatchObject({ reason: 'queue_full' })
  await waiting.stop()
  await expect(large).rejects.toMatchObject({ reason: 'stopped' })
})

test('the time of a caller counts from when it says', async () => {
  const waiting = createLane({ kafka, name: 'late', limits: { ackTimeoutMs: 5000 } })
  const startedAtMs = performance.now()
  await expect(waiting.publish([record({})], Date.now() - 4900)).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - startedAtMs).toBeLessThan(1000)
  await waiting.stop()
})

test('stop finishes what is under way and refuses the rest', async () => {
  const ending = createLane({ kafka, name: 'ending' })
  await ending.start()
  const last = Array.from({ length: 50 }, (_, index) => ending.publish([record({ partition: index % 4 })]))
  const stopped = ending.stop()
  await expect(ending.publish([record({})])).rejects.toMatchObject({ reason: 'stopped' })
  for (const outcomes of await Promise.all(last)) expect(outcomes).toMatchObject([{ kept: true }])
  await stopped
  expect(ending.state).toMatchObject({ status: 'stopped', connected: false, queuedRecords: 0 })
})
