import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

// Why the lane checks results and gives up a producer after an inner retry: kafkajs's own sending code over two brokers
// that keep what Kafka keeps (a log per partition and the last sequence numbers). When one of these tests turns red,
// kafkajs has changed and the cure may go.

const require = createRequire(import.meta.url)
const createSendMessages = require('kafkajs/src/producer/sendMessages')
const createEosManager = require('kafkajs/src/producer/eosManager')
const createRetry = require('kafkajs/src/retry')

interface TopicData {
  readonly topic: string
  readonly partitions: readonly {
    readonly partition: number
    readonly firstSequence: number
    readonly messages: readonly { value: string }[]
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
  let onRefresh = () => {}

  /** Kafka's rule: a sequence that is known already is acknowledged and not written again. */
  function write({ topic, partitions }: TopicData) {
    return {
      topicName: topic,
      partitions: partitions.map(({ partition, firstSequence, messages }) => {
        const known = log.get(partition) ?? []
        if (firstSequence > known.length) throw new Error('out of order')
        if (firstSequence === known.length) known.push(...messages.map(({ value }) => value))
        return { partition, errorCode: 0, baseOffset: String(firstSequence) }
      }),
    }
  }

  const broker = (nodeId: number) => ({
    nodeId,
    initProducerId: async () => ({ producerId: 7, producerEpoch: 0 }),
    async produce({ topicData }: { topicData: readonly TopicData[] }) {
      const answer = answers.get(nodeId)?.shift() ?? 'ok'
      if (answer === 'not_leader') throw notLeader()
      const response = { topics: topicData.map(write) }
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
