import { afterAll, beforeAll, expect, test } from 'vitest'
import { stack } from '../../testing/vitest/index.ts'
import type { KafkaConfig } from '../config.ts'
import { createLane } from '../lane/lane.ts'
import { type Admin, createAdmin } from './admin.ts'

const { brokers, topicPrefix } = stack()
const kafka: KafkaConfig = { brokers: brokers.split(','), clientId: 'admin-test' }
const first = `${topicPrefix}first`
const second = `${topicPrefix}second`
let admin: Admin

const newTopic = (name: string, configs: Record<string, string> = {}) => ({
  name,
  partitions: 2,
  replicationFactor: 1,
  configs: new Map(Object.entries(configs)),
})

beforeAll(async () => {
  admin = createAdmin(kafka)
  await admin.createTopics([newTopic(first, { 'retention.ms': '1000000' })])
})

afterAll(() => admin?.close())

test('topics are created once, and are ready when the call returns', async () => {
  expect(await admin.createTopics([newTopic(first), newTopic(second)])).toEqual([second])
  expect(await admin.createTopics([newTopic(first), newTopic(second)])).toEqual([])
  const topics = await admin.topics()
  expect(topics.get(second)).toEqual({ name: second, partitions: 2, replicationFactor: 1 })
  expect([...topics.keys()].filter((name) => name.startsWith('__'))).toEqual([])
})

test('many topics at once have their leaders when the call returns', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `${topicPrefix}many-${index}`)
  await admin.createTopics(names.map((name) => newTopic(name)))
  const ends = await admin.offsets(names, 'end')
  expect([...ends.keys()].toSorted()).toEqual(names.toSorted())
})

test('settings are merged, not replaced', async () => {
  await admin.mergeConfigs(first, new Map([['max.message.bytes', '6291456']]))
  await admin.mergeConfigs(first, new Map([['retention.ms', '2000000']]))
  const expected = new Map([
    ['max.message.bytes', '6291456'],
    ['retention.ms', '2000000'],
  ])
  expect((await admin.configs([first])).get(first)).toEqual(expected)
})

test('offsets at the beginning, the end and a time', async () => {
  const lane = createLane({ kafka, name: 'admin' })
  await lane.start()
  const record = { topic: second, partition: 1, key: null, value: Buffer.from('x'), headers: {} }
  await lane.publish(
    [1000, 2000, 3000].map((timestampMs) => ({ ...record, timestampMs: 1_767_225_600_000 + timestampMs })),
  )
  await lane.stop()
  const at = async (place: Parameters<Admin['offsets']>[1]) => [
    ...((await admin.offsets([second], place)).get(second) ?? []),
  ]
  expect(await at('beginning')).toEqual([
    [0, 0n],
    [1, 0n],
  ])
  expect(await at('end')).toEqual([
    [0, 0n],
    [1, 3n],
  ])
  expect(await at({ timeMs: 1_767_225_602_000 })).toEqual([
    [0, 0n],
    [1, 1n],
  ])
  expect(await at({ timeMs: 1_767_225_603_001 })).toEqual([
    [0, 0n],
    [1, 3n],
  ])
})

test.each<[string, () => Promise<unknown>, string]>([
  ['a topic that does not exist', () => admin.offsets([`${topicPrefix}nowhere`], 'end'), 'UNKNOWN_TOPIC_OR_PARTITION'],
  [
    'more copies than brokers',
    () => admin.createTopics([{ ...newTopic(`${topicPrefix}x`), replicationFactor: 9 }]),
    'INVALID_REPLICATION_FACTOR',
  ],
  [
    'a setting that Kafka does not know',
    () => admin.createTopics([newTopic(`${topicPrefix}y`, { nonsense: '1' })]),
    'INVALID_CONFIG',
  ],
])('%s: an error with its code', async (_what, ask, code) => {
  await expect(ask()).rejects.toMatchObject({ name: 'KafkaError', code, transient: false })
})

test('a cluster that is not there: a transient error, and the next question tries anew', async () => {
  const lonely = createAdmin({ brokers: ['127.0.0.1:1'], clientId: 'lonely' })
  await expect(lonely.topics()).rejects.toMatchObject({ code: 'KafkaJSConnectionError', transient: true })
  await expect(lonely.groups()).rejects.toMatchObject({ transient: true })
  await lonely.close()
})

test('deleting a group that does not exist is no error', async () => {
  await admin.deleteGroup(`${topicPrefix}nobody`)
})
