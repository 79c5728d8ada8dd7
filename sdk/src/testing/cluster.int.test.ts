import { afterAll, beforeAll, expect, test } from 'vitest'

import { childEnvironment } from '../config/index.ts'
import { createAdmin, createLane, read } from '../kafka/index.ts'
import type { Admin, KafkaConfig, Lane, OutgoingRecord } from '../kafka/index.ts'
import { startCluster } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { eventually } from './vitest/index.ts'

const topic = 'letters'
const patient = { withinMs: 30_000 }

let cluster: Cluster
let kafka: KafkaConfig
let admin: Admin
let lane: Lane

beforeAll(async () => {
  cluster = await startCluster({ environment: childEnvironment(), brokers: 3, proxied: true })
  kafka = { brokers: cluster.proxiedBrokers.split(','), clientId: 'test' }
  admin = createAdmin(kafka)
  lane = createLane({ kafka, name: 'live' })
  await admin.createTopics([{ name: topic, partitions: 3, replicationFactor: 3, configs: new Map() }])
  await lane.start()
})

afterAll(async () => {
  await lane.stop()
  await admin.close()
  await cluster.stop()
})

function record(partition: number, value: string): OutgoingRecord {
  return { topic, partition, key: null, value: Buffer.from(value), headers: {}, timestampMs: Date.now() }
}

/** Writes to every partition until all are kept: a leader that is gone moves. */
async function writeEverywhere(value: string): Promise<void> {
  const records = [0, 1, 2].map((partition) => record(partition, value))
  await eventually(async () => expect((await lane.publish(records)).every(({ kept }) => kept)).toBe(true), patient)
}

async function values(): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const { partition, value } of read(kafka, { topics: [topic], from: 'beginning', until: 'end' })) {
    found.add(`${partition} ${String(value)}`)
  }
  return found
}

test('all traffic goes through the proxies', async () => {
  await writeEverywhere('whole')
  const bytes = [...cluster.proxies.values()].map((proxy) => proxy.counters().bytesToTarget)
  expect(bytes.every((count) => count > 0)).toBe(true)
})

test('two of three go on when one is killed, and it comes back', async () => {
  await cluster.killBroker(2)
  await writeEverywhere('without 2')
  await cluster.startBroker(2)
  await eventually(async () => {
    await cluster.stopBroker(3)
    await writeEverywhere('without 3')
  }, patient)
  const found = await values()
  for (const partition of [0, 1, 2]) {
    expect([...found]).toEqual(
      expect.arrayContaining(['whole', 'without 2', 'without 3'].map((value) => `${partition} ${value}`)),
    )
  }
})
