import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import type { OutgoingRecord } from '../record.ts'
import { type Attempts, partitionAsNamed } from './attempts.ts'
import { createBench } from './bench.ts'
import { createDelivery, fail } from './delivery.ts'
import { LaneError } from './lane-error.ts'
import type { ItemsByTopic, Producer } from './producer.ts'
import { createProducerSupply } from './producer-supply.ts'
import { sendBatch } from './send-batch.ts'

// Why the lane checks results and gives up a producer after an inner retry: kafkajs's own sending code over two brokers
// that keep what Kafka keeps (a log per partition and each producer's last sequence number). When one of the first tests
// turns red, kafkajs has changed and the cure may go; when one of the others does, the cure is gone.

const require = createRequire(import.meta.url)
const createSendMessages = require('kafkajs/src/producer/sendMessages')
const createEosManager = require('kafkajs/src/producer/eosManager')
const createRetry = require('kafkajs/src/retry')

interface TopicData {
  readonly topic: string
  readonly partitions: readonly {
    readonly partition: number
    readonly firstSequence: number
    readonly messages: readonly { value: string | Buffer }[]
  }[]
}

type Answer = 'ok' | 'not_leader' | Promise<'cut'>

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const notLeader = () =>
  Object.assign(new Error('moved'), { name: 'KafkaJSProtocolError', type: 'NOT_LEADER_FOR_PARTITION', retriable: true })
const cut = () => Object.assign(new Error('cut'), { name: 'KafkaJSConnectionError', retriable: true })

/** Partition 0 is led by broker 1 and partition 1 by broker 2, until `leaders` is changed. */
function createCluster() {
  const log = new Map<number, string[]>([
    [0, []],
    [1, []],
  ])
  const leaders = new Map([
    [0, 1],
    [1, 2],
  ])
  const answers = new Map<number, Answer[]>([
    [1, []],
    [2, []],
  ])
  const sequences = new Map<string, number>()
  let producers = 0
  let onRefresh = () => {}

  /** Kafka's rule: a sequence of a producer that is known already is acknowledged and not written again. */
  function write({ topic, partitions }: TopicData, producerId: number) {
    return {
      topicName: topic,
      partitions: partitions.map(({ partition, firstSequence, messages }) => {
        const name = `${producerId}/${partition}`
        const known = sequences.get(name) ?? 0
        if (firstSequence > known) throw new Error('out of order')
        if (firstSequence === known) {
          log.get(partition)?.push(...messages.map(({ value }) => String(value)))
          sequences.set(name, known + messages.length)
        }
        return { partition, errorCode: 0, baseOffset: String(firstSequence) }
      }),
    }
  }

  const broker = (nodeId: number) => ({
    nodeId,
    initProducerId: async () => ({ producerId: ++producers, producerEpoch: 0 }),
    async produce({ topicData, producerId }: { topicData: readonly TopicData[]; producerId: number }) {
      const answer = answers.get(nodeId)?.shift() ?? 'ok'
      if (answer === 'not_leader') throw notLeader()
      const response = { topics: topicData.map((data) => write(data, producerId)) }
      if (answer === 'ok') return response
      await answer
      throw cut()
    },
  })
  const brokers = new Map([
    [1, broker(1)],
    [2, broker(2)],
  ])
  const cluster = {
    targetTopics: new Set(),
    retry: {},
    isConnected: () => true,
    addMultipleTargetTopics: async () => {},
    refreshMetadataIfNecessary: async () => {},
    refreshMetadata: async () => onRefresh(),
    findTopicPartitionMetadata: () => [{ partitionId: 0 }, { partitionId: 1 }],
    findLeaderForPartitions: (_topic: string, partitions: string[]) =>
      Object.fromEntries(Map.groupBy(partitions.map(Number), (partition) => leaders.get(partition))),
    findBroker: async ({ nodeId }: { nodeId: string }) => brokers.get(Number(nodeId)),
    findControllerBroker: async () => brokers.get(1),
  }
  return { cluster, log, leaders, answers, whenRefreshed: (then: () => void) => (onRefresh = then) }
}

async function createSender(cluster: object) {
  const eosManager = createEosManager({ logger: silent, cluster, transactional: false })
  await eosManager.initProducerId()
  const retrier = createRetry({ retries: 2, initialRetryTime: 5, factor: 0, multiplier: 1, maxRetryTime: 5 })
  const partitioner = ({ message }: { message: { partition: number } }) => message.partition
  const send = createSendMessages({ logger: silent, cluster, partitioner, eosManager, retrier })
  return (messages: object[]) => send({ acks: -1, timeout: 100, topicMessages: [{ topic: 't', messages }] })
}

const message = (partition: number, value: string) => ({ partition, value })

test('a leader moves to a broker that has answered: the send resolves, the record is nowhere, and the result does not name it', async () => {
  const { cluster, log, leaders, answers, whenRefreshed } = createCluster()
  answers.set(2, ['not_leader'])
  whenRefreshed(() => leaders.set(1, 1))
  const send = await createSender(cluster)
  const results = await send([message(0, 'a'), message(1, 'b')])
  expect(results).toEqual([{ topicName: 't', partition: 0, errorCode: 0, baseOffset: '0' }])
  expect(log.get(1)).toEqual([])
})

test('after a retry inside a send that resolved, the next send is acknowledged, fully named, and dropped', async () => {
  const { cluster, log, leaders, answers, whenRefreshed } = createCluster()
  const late = Promise.withResolvers<'cut'>()
  // Broker 1 writes and its answer is lost, but only after broker 2 has refused and leadership has moved.
  answers.set(1, [late.promise])
  answers.set(2, ['not_leader'])
  whenRefreshed(() => {
    leaders.set(0, 2)
    setTimeout(() => late.resolve('cut'), 20)
  })
  const send = await createSender(cluster)
  await send([message(0, 'a'), message(1, 'b')])
  const results = await send([message(0, 'lost')])
  expect(results).toEqual([{ topicName: 't', partition: 0, errorCode: 0, baseOffset: expect.any(String) }])
  expect(log.get(0)).not.toContain('lost')
})

/** The lane's producer with kafkajs's sending code over these brokers in place of a connection. */
function createProducer(cluster: object): Producer {
  const attempts: Attempts = { count: 0, first: undefined }
  const eosManager = createEosManager({ logger: silent, cluster, transactional: false })
  const retrier = createRetry({ retries: 2, initialRetryTime: 5, factor: 0, multiplier: 1, maxRetryTime: 5 })
  const partitioner = partitionAsNamed(attempts)()
  const send = createSendMessages({ logger: silent, cluster, partitioner, eosManager, retrier })
  return {
    connect: () => eosManager.initProducerId(),
    async send(topics: ItemsByTopic) {
      const topicMessages = Array.from(topics, ([topic, messages]) => ({ topic, messages }))
      Object.assign(attempts, { count: 0, first: topicMessages[0]?.messages[0] })
      return { results: await send({ acks: -1, timeout: 100, topicMessages }), attempts: attempts.count }
    },
    busy: false,
    async idle() {},
    destroy() {},
    async close() {},
  }
}

/** What a lane does with a batch, without its queue. */
function createSending(cluster: object) {
  const supply = createProducerSupply({ create: () => createProducer(cluster), failed() {}, connected() {} })
  supply.start()
  const limits = { batchDeadlineMs: 2000 }
  const ports = { supply, limits, observer: {}, bench: createBench(), proven: new Set(['t']), acknowledged() {} }
  return (records: readonly OutgoingRecord[]) => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const delivery = createDelivery(records, Infinity, (error) => resolve(error?.reason ?? 'kept'))
    const { items } = delivery
    return { delivery, answer: promise, sent: sendBatch(items, ports) }
  }
}

const record = (partition: number, value: string): OutgoingRecord => ({
  topic: 't',
  partition,
  key: null,
  value: Buffer.from(value),
  headers: {},
  timestampMs: 0,
})

describe('in the lane', () => {
  test('records without a key stay on the partition that they name through a retry: each is there once', async () => {
    const { cluster, log, answers } = createCluster()
    answers.set(2, ['not_leader'])
    const names = Array.from({ length: 11 }, (_, index) => `record ${index}`)
    const { answer } = createSending(cluster)(names.map((name, index) => record(index % 2, name)))
    expect(await answer).toBe('kept')
    expect(log.get(0)).toEqual(names.filter((_, index) => index % 2 === 0))
    expect(log.get(1)).toEqual(names.filter((_, index) => index % 2 === 1))
  })

  test('a leader moves to a broker that has answered: the record is sent again', async () => {
    const { cluster, log, leaders, answers, whenRefreshed } = createCluster()
    answers.set(2, ['not_leader'])
    whenRefreshed(() => leaders.set(1, 1))
    expect(await createSending(cluster)([record(0, 'a'), record(1, 'b')]).answer).toBe('kept')
    expect([log.get(0), log.get(1)]).toEqual([['a'], ['b']])
  })

  test('after a retry inside a send the producer is replaced: the next record is written', async () => {
    const { cluster, log, leaders, answers, whenRefreshed } = createCluster()
    const late = Promise.withResolvers<'cut'>()
    answers.set(1, [late.promise])
    answers.set(2, ['not_leader'])
    whenRefreshed(() => {
      leaders.set(0, 2)
      setTimeout(() => late.resolve('cut'), 20)
    })
    const send = createSending(cluster)
    expect(await send([record(0, 'a'), record(1, 'b')]).answer).toBe('kept')
    expect(await send([record(0, 'next')]).answer).toBe('kept')
    expect(log.get(0)).toContain('next')
  })

  test('after a rejected send the producer is replaced: the next record is written', async () => {
    const { cluster, log, answers } = createCluster()
    const cuts = Array.from({ length: 3 }, () => Promise.withResolvers<'cut'>())
    answers.set(
      1,
      cuts.map(({ promise }) => promise),
    )
    const send = createSending(cluster)
    const first = send([record(0, 'a')])
    // Its caller gives up, so it is not sent again; it was written all the same, and kafkajs does not know.
    fail(first.delivery, new LaneError('timeout', 0))
    for (const { resolve } of cuts) resolve('cut')
    await first.sent
    expect(await send([record(0, 'next')]).answer).toBe('kept')
    expect(log.get(0)).toEqual(['a', 'next'])
  })
})
