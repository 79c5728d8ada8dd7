import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stack } from '../../testing/vitest/index.ts'
import { type Admin, createAdmin } from '../admin/admin.ts'
import type { KafkaConfig } from '../config.ts'
import { createLane, type Lane } from '../lane/lane.ts'
import type { IncomingRecord } from './incoming-record.ts'
import { read, readBatches, type ReadOptions } from './read.ts'

const { brokers, topicPrefix } = stack()
const kafka: KafkaConfig = { brokers: brokers.split(','), clientId: 'read-test' }
const topic = `${topicPrefix}read`
const other = `${topicPrefix}other`
const large = `${topicPrefix}large`
const quiet = `${topicPrefix}quiet`
const growing = `${topicPrefix}growing`
const START_MS = 1_767_225_600_000
const COUNT = 300
let admin: Admin
let lane: Lane

const outgoing = (name: string, partition: number, index: number, value = Buffer.from(`${index}`)) => ({
  topic: name,
  partition,
  key: `k${index}`,
  value,
  headers: {},
  timestampMs: START_MS + index * 1000,
})

async function all(options: ReadOptions): Promise<IncomingRecord[]> {
  return Array.fromAsync(read(kafka, options))
}

const texts = (records: readonly IncomingRecord[], partition: number) =>
  records.filter((one) => one.partition === partition).map((one) => one.value?.toString())

beforeAll(async () => {
  admin = createAdmin(kafka)
  const configs = new Map([['max.message.bytes', String(6 * 1024 * 1024)]])
  const names = [topic, other, large, quiet, growing]
  await admin.createTopics(names.map((name) => ({ name, partitions: 4, replicationFactor: 1, configs })))
  lane = createLane({ kafka, name: 'read' })
  await lane.start()
  // Partition 3 stays empty.
  await lane.publish(Array.from({ length: COUNT }, (_, index) => outgoing(topic, index % 3, index)))
  await lane.publish([outgoing(other, 0, 1)])
})

afterAll(async () => {
  await lane?.stop()
  await admin?.close()
})

test('everything until the end, in order within each partition, and then it ends', async () => {
  const records = await all({ topics: [topic, other], from: 'beginning', until: 'end' })
  expect(records).toHaveLength(COUNT + 1)
  for (const partition of [0, 1, 2]) {
    const own = records.filter((one) => one.topic === topic)
    const expected = Array.from({ length: COUNT / 3 }, (_, turn) => String(turn * 3 + partition))
    expect(texts(own, partition)).toEqual(expected)
  }
})

test.each<[string, Omit<ReadOptions, 'topics'>, number]>([
  ['nothing, from the end to the end', { from: 'end', until: 'end' }, 0],
  ['from a time', { from: { timeMs: START_MS + 290_000 }, until: 'end' }, 10],
  [
    'from a time to a time, which is exclusive',
    { from: { timeMs: START_MS + 100_000 }, until: { timeMs: START_MS + 160_000 } },
    60,
  ],
  ['until a time that no record has reached', { from: 'beginning', until: { timeMs: START_MS + 1e9 } }, COUNT],
  ['from offsets: only these partitions', { from: { offsets: new Map([[1, 95n]]) }, until: 'end' }, 5],
  [
    'to offsets, exclusive',
    {
      from: 'beginning',
      until: {
        offsets: new Map([
          [0, 7n],
          [2, 1n],
        ]),
      },
    },
    8,
  ],
])('%s', async (_what, options, count) => {
  expect(await all({ topics: [topic], ...options })).toHaveLength(count)
})

test('an empty topic ends at once', async () => {
  expect(await all({ topics: [quiet], from: 'beginning', until: 'end' })).toEqual([])
})

test('records larger than what is asked for at first', async () => {
  const values = [100, 3_000_000, 200, 5_000_000, 300].map((bytes) => randomBytes(bytes))
  for (const [index, value] of values.entries())
    await lane.publish([outgoing(large, 0, index, value), outgoing(large, 1, index)])
  const records = await all({ topics: [large], from: 'beginning', until: 'end' })
  const sizes = records.filter((one) => one.partition === 0).map((one) => one.value?.length)
  expect(sizes).toEqual(values.map((value) => value.length))
  expect(texts(records, 1)).toEqual(['0', '1', '2', '3', '4'])
})

test('for ever: what comes later arrives, until the signal', async () => {
  const ending = new AbortController()
  const seen: string[] = []
  const reading = (async () => {
    for await (const one of read(kafka, { topics: [growing], from: 'beginning', signal: ending.signal }))
      seen.push(String(one.value))
  })()
  for (const index of [1, 2, 3]) {
    await lane.publish([outgoing(growing, index, index)])
    await expect.poll(() => seen, { timeout: 5000 }).toContain(String(index))
  }
  ending.abort()
  await reading
  expect(seen).toEqual(['1', '2', '3'])
})

test('a signal that came before', async () => {
  expect(await all({ topics: [topic], from: 'beginning', signal: AbortSignal.abort() })).toEqual([])
})

test('a reader that stops early leaves nothing open', async () => {
  for await (const records of readBatches(kafka, { topics: [topic], from: 'beginning' })) {
    expect(records.length).toBeGreaterThan(0)
    break
  }
})

test('a topic that does not exist is an error that says so', async () => {
  const reading = all({ topics: [`${topicPrefix}nowhere`], from: 'beginning', until: 'end' })
  await expect(reading).rejects.toMatchObject({
    name: 'KafkaError',
    code: 'UNKNOWN_TOPIC_OR_PARTITION',
    transient: false,
  })
})

test('no consumer group is left behind, because there was none', async () => {
  expect((await admin.groups()).filter((id) => id.startsWith(topicPrefix))).toEqual([])
})
