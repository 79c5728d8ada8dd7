import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment } from '../../config/index.ts'
import { type Cluster, startCluster } from '../../testing/index.ts'
import { createAdmin } from '../admin/admin.ts'
import type { KafkaConfig } from '../config.ts'
import { type Load, lostRecords, startLoad } from '../testing/load.ts'
import { createLane, type Lane } from './lane.ts'
import { LaneError } from './lane-error.ts'

const PARTITIONS = 12
const topic = 'three'
/** Without copies: when a broker goes, its partition has no leader. */
const fragile = 'fragile'
let cluster: Cluster
let kafka: KafkaConfig
let lane: Lane

beforeAll(async () => {
  cluster = await startCluster({ environment: childEnvironment(), brokers: 3 })
  kafka = { brokers: cluster.brokers.split(','), clientId: 'three-brokers-test' }
  const admin = createAdmin(kafka)
  const alone = new Map([['min.insync.replicas', '1']])
  await admin.createTopics([
    { name: topic, partitions: PARTITIONS, replicationFactor: 3, configs: new Map() },
    { name: fragile, partitions: 3, replicationFactor: 1, configs: alone },
  ])
  await admin.close()
  lane = createLane({ kafka, name: 'three' })
  await lane.start()
})

afterAll(async () => {
  await lane?.stop()
  await cluster?.stop()
})

test('a rolling restart moves leaders during sends, one broker dies: what was called kept is there', async () => {
  const load = startLoad({ lane, topic, partitions: PARTITIONS, callers: 50, records: 2, pauseMs: 40 })
  try {
    await more(load)
    // Not node 1: it is the only controller, and without it no leader moves.
    await cluster.stopBroker(2)
    await more(load)
    await cluster.startBroker(2)
    await more(load)
    await cluster.killBroker(3)
    await more(load)
    await oneWithoutLeaderFailsNobodyElse(load)
  } finally {
    await load.stop()
  }
  expect(load.slowestMs).toBeLessThan(3500)
  expect(await lostRecords(kafka, topic, load.kept)).toEqual([])
})

async function more(load: Load): Promise<void> {
  const before = load.kept.size
  await expect.poll(() => load.kept.size, { timeout: 30_000 }).toBeGreaterThan(before + 500)
}

async function oneWithoutLeaderFailsNobodyElse(load: Load): Promise<void> {
  const failedBefore = failuresOf(load)
  const settled = await Promise.allSettled([0, 1, 2].map((partition) => lane.publish([record(partition)])))
  const outcomes = settled.map(({ status }) => status)
  expect(outcomes.toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  await more(load)
  expect(failuresOf(load)).toBe(failedBefore)
  const startedAtMs = performance.now()
  const partition = outcomes.indexOf('rejected')
  await expect(lane.publish([record(partition)])).rejects.toBeInstanceOf(LaneError)
  expect(performance.now() - startedAtMs).toBeLessThan(1500)
}

function failuresOf(load: Load): number {
  return load.failures.values().reduce((sum, count) => sum + count, 0)
}

const record = (partition: number) => ({
  topic: fragile,
  partition,
  key: 'key',
  value: Buffer.from('value'),
  headers: {},
  timestampMs: Date.now(),
})
