import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment } from '../../config/index.ts'
import { type Cluster, startCluster } from '../../testing/index.ts'
import { createAdmin } from '../admin/admin.ts'
import type { KafkaConfig } from '../config.ts'
import { type Load, lostRecords, startLoad } from '../testing/load.ts'
import { createLane, type Lane } from './lane.ts'

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
  const more = async () => {
    const before = load.kept.size
    await expect.poll(() => load.kept.size, { timeout: 30_000 }).toBeGreaterThan(before + 500)
  }
  await more()
  // Not node 1: it is the only controller, and without it no leader moves.
  await cluster.stopBroker(2)
  await more()
  await cluster.startBroker(2)
  await more()
  await cluster.killBroker(3)
  await more()
  await oneGoneFailsNobodyElse(load)
  await cluster.startBroker(3)
  await more()
  await load.stop()
  expect(load.slowestMs).toBeLessThan(3500)
  expect(await lostRecords(kafka, topic, load.kept)).toEqual([])
})

async function oneGoneFailsNobodyElse(load: Load): Promise<void> {
  const failedBefore = Map.groupBy(load.failures, ([reason]) => reason)
  const calls = [0, 1, 2].map((partition) => lane.publish([record(partition)]))
  const settled = await Promise.allSettled(calls)
  expect(settled.some((call) => call.status === 'rejected')).toBe(true)
  const kept = load.kept.size
  await expect.poll(() => load.kept.size, { timeout: 10_000 }).toBeGreaterThan(kept + 500)
  expect(Map.groupBy(load.failures, ([reason]) => reason)).toEqual(failedBefore)
  const startedAtMs = performance.now()
  const again = await Promise.allSettled([0, 1, 2].map((partition) => lane.publish([record(partition)])))
  expect(again.filter((call) => call.status === 'rejected').length).toBeGreaterThan(0)
  expect(performance.now() - startedAtMs).toBeLessThan(1500)
}

const record = (partition: number) => ({
  topic: fragile,
  partition,
  key: 'key',
  value: Buffer.from('value'),
  headers: {},
  timestampMs: Date.now(),
})
