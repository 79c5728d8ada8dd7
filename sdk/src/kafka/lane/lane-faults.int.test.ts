import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment } from '../../config/index.ts'
import { type Cluster, type Proxy, startCluster } from '../../testing/index.ts'
import { eventually } from '../../testing/vitest/index.ts'
import { type Admin, createAdmin } from '../admin/admin.ts'
import type { KafkaConfig } from '../config.ts'
import type { OutgoingRecord } from '../record.ts'
import { lostRecords, startLoad } from '../testing/load.ts'
import { createLane, type Lane } from './lane.ts'

const PARTITIONS = 8
const topic = 'faults'
let cluster: Cluster
let direct: KafkaConfig
let proxied: KafkaConfig
let proxy: Proxy
let admin: Admin

beforeAll(async () => {
  cluster = await startCluster({ environment: childEnvironment(), brokers: 1, proxied: true })
  const [first] = cluster.proxies.values()
  if (!first) throw new Error('the cluster has no proxy')
  proxy = first
  direct = { brokers: cluster.brokers.split(','), clientId: 'fault-test' }
  proxied = { brokers: cluster.proxiedBrokers.split(','), clientId: 'fault-test' }
  admin = createAdmin(direct)
  await admin.createTopics([{ name: topic, partitions: PARTITIONS, replicationFactor: 1, configs: new Map() }])
})

afterAll(async () => {
  await admin?.close()
  await cluster?.stop()
})

async function withLane(work: (lane: Lane) => Promise<void>): Promise<void> {
  const lane = createLane({ kafka: proxied, name: 'faults', limits: { drainMs: 3000 } })
  try {
    await lane.start()
    await work(lane)
  } finally {
    await proxy.thaw()
    proxy.delay(0)
    await lane.stop()
  }
}

const record = (key: string, partition = 0): OutgoingRecord => ({
  topic,
  partition,
  key,
  value: Buffer.from(key),
  headers: {},
  timestampMs: Date.now(),
})

interface Published {
  readonly kept: ReadonlyMap<string, string>
  /** The offset after it. */
  readonly next: bigint
}

async function published(lane: Lane, key: string): Promise<Published> {
  const [outcome] = await lane.publish([record(key)])
  if (!outcome?.kept) throw new Error('not kept')
  return { kept: new Map([[`0/${outcome.offset}`, key]]), next: outcome.offset + 1n }
}

async function endOf(partition: number): Promise<bigint> {
  return (await admin.offsets([topic], 'end')).get(topic)?.get(partition) ?? 0n
}

test('connections cut again and again under load: what was called kept is there', async () => {
  await withLane(async (lane) => {
    const load = startLoad({ lane, topic, partitions: PARTITIONS, callers: 50, pauseMs: 20 })
    for (let cuts = 1; cuts <= 15; cuts += 1) {
      const before = load.kept.size
      await expect.poll(() => load.kept.size, { timeout: 10_000, interval: 5 }).toBeGreaterThan(before + 50)
      proxy.cut()
    }
    await load.stop()
    expect(load.failures).toEqual(new Map())
    expect(await lostRecords(direct, topic, load.kept)).toEqual([])
  })
})

test('an ack that is lost while the next call waits: neither is taken for the other', async () => {
  await withLane(async (lane) => {
    const next = (await eventually(() => published(lane, 'warm'), { withinMs: 15_000 })).next
    proxy.delay(300)
    const first = published(lane, 'first')
    // One turn later, so that it does not travel with the first.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    const second = published(lane, 'second')
    await eventually(async () => expect(await endOf(0)).toBeGreaterThanOrEqual(next + 1n), { withinMs: 5000 })
    proxy.cut()
    proxy.delay(0)
    const kept = new Map([...(await first).kept, ...(await second).kept])
    expect(kept.size).toBe(2)
    expect(await lostRecords(direct, topic, kept)).toEqual([])
  })
})

test('acks later than the request time: an error in time, and the next record is not taken for a duplicate', async () => {
  await withLane(async (lane) => {
    await eventually(() => published(lane, 'warm'), { withinMs: 15_000 })
    proxy.delay(900)
    const startedAtMs = performance.now()
    await expect(lane.publish([record('late')])).rejects.toMatchObject({ reason: 'timeout' })
    expect(performance.now() - startedAtMs).toBeLessThan(3200)
    proxy.delay(0)
    const { kept } = await eventually(() => published(lane, 'next'), { withinMs: 15_000 })
    expect(await lostRecords(direct, topic, kept)).toEqual([])
  })
})

test('a frozen broker: an error within the deadline, at once while the breaker is open, and recovery by itself', async () => {
  await withLane(async (lane) => {
    const load = startLoad({ lane, topic, partitions: PARTITIONS, callers: 50, pauseMs: 20 })
    await expect.poll(() => load.kept.size, { timeout: 10_000 }).toBeGreaterThan(100)
    proxy.freeze()
    await expect.poll(() => load.failures.get('breaker_open') ?? 0, { timeout: 10_000 }).toBeGreaterThan(500)
    expect(load.slowestMs).toBeLessThan(3300)
    const startedAtMs = performance.now()
    await expect(lane.publish([record('refused')])).rejects.toMatchObject({ reason: 'breaker_open' })
    expect(performance.now() - startedAtMs).toBeLessThan(50)
    expect(lane.state).toMatchObject({ breakerOpen: true, queuedRecords: 0 })
    expect(lane.state.abandonedProducers).toBeLessThanOrEqual(2)
    const before = load.kept.size
    await proxy.thaw()
    await expect.poll(() => load.kept.size, { timeout: 15_000 }).toBeGreaterThan(before + 500)
    await load.stop()
    expect(lane.state).toMatchObject({ breakerOpen: false, connected: true })
    expect(await lostRecords(direct, topic, load.kept)).toEqual([])
  })
})

test('a broker killed, stopped and restarted during sends: what was called kept is there', async () => {
  await withLane(async (lane) => {
    const load = startLoad({ lane, topic, partitions: PARTITIONS, callers: 50, pauseMs: 20 })
    for (const end of [cluster.killBroker, cluster.stopBroker]) {
      const before = load.kept.size
      await expect.poll(() => load.kept.size, { timeout: 30_000 }).toBeGreaterThan(before + 500)
      await end(1)
      await cluster.startBroker(1)
    }
    const before = load.kept.size
    await expect.poll(() => load.kept.size, { timeout: 30_000 }).toBeGreaterThan(before + 500)
    await load.stop()
    expect(await lostRecords(direct, topic, load.kept)).toEqual([])
  })
})

test('Kafka is not there at the start: calls fail in time, and it connects once it can', async () => {
  await cluster.stopBroker(1)
  const lane = createLane({ kafka: direct, name: 'early' })
  const started = lane.start()
  await expect(lane.publish([record('early')])).rejects.toMatchObject({ reason: 'timeout' })
  expect(lane.state).toMatchObject({ connected: false, lastError: 'KafkaJSConnectionError' })
  await cluster.startBroker(1)
  await started
  await expect
    .poll(() => lane.publish([record('now')]).catch(() => null), { timeout: 10_000 })
    .toMatchObject([{ kept: true }])
  await lane.stop()
})
