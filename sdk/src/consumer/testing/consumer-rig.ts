import type { MessagesEvent, Topic } from '@wabastream/schemas'
import { messages } from '@wabastream/schemas'
import { groupTopics } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { createApi } from '../../http/index.ts'
import {
  type Admin,
  createAdmin,
  createLane,
  type IncomingRecord,
  type KafkaConfig,
  type Lane,
  type OutgoingRecord,
  partitionFor,
  read,
} from '../../kafka/index.ts'
import { createHealth, createLog, createMetrics } from '../../observe/index.ts'
import { createRegistry } from '../../registry/index.ts'
import { host, service } from '../../service/index.ts'
import { eventually } from '../../testing/vitest/index.ts'
import { consumer } from '../consumer.ts'
import type { Policy } from '../policy.ts'
import type { ConsumerSpec } from '../spec.ts'
import { messageEvent } from './message-event.ts'

export interface RigPlace {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** Delays short enough for a test, and long enough for a busy machine. */
const shortPolicy: Partial<Policy> = {
  inPlaceMs: 100,
  firstWaitMs: 10,
  retryDelaysMs: { 'retry-10s': 200, 'retry-10m': 400 },
  handlerDeadlineMs: 20_000,
  probeMs: { first: 50, longest: 400 },
  drainMs: 3000,
  sessionMs: 6000,
  heartbeatMs: 200,
  rebalanceMs: 10_000,
}

export interface RunningConsumer {
  /** What `fail` was called with. */
  readonly failures: readonly Error[]
  readonly logLines: readonly string[]
  /** Problems of its health; empty = ready. */
  problems(): readonly string[]
  /** The value of a metric with these labels. */
  metric(name: string, labels?: Readonly<Record<string, string>>): Promise<number>
  stop(): Promise<void>
}

export interface StartOptions {
  /** false: does not wait until the consumer reads. */
  readonly ready?: boolean
  /** Another road to the registry. */
  readonly registryUrl?: string
}

/** A place on the run's Kafka with the topic of messages, and ways to put records there and to look at what came of them. */
export interface ConsumerRig {
  readonly admin: Admin
  readonly registryUrl: string
  readonly topic: string
  /** Starts a consumer; resolves when it reads, unless told not to wait. */
  start(name: string, spec: Partial<ConsumerSpec<typeof messages>>, options?: StartOptions): Promise<RunningConsumer>
  /** Events by their ids, each under the key that it is given. */
  send(
    events: readonly { readonly id: string; readonly key?: string; readonly headers?: OutgoingRecord['headers'] }[],
  ): Promise<void>
  publish(records: readonly OutgoingRecord[]): Promise<void>
  encode(event: MessagesEvent): Buffer
  /** All records of a topic of the group, such as `dlq`. */
  groupRecords(group: string, tier: string): Promise<readonly IncomingRecord[]>
  makeGroupTopics(group: string, tiers: readonly string[]): Promise<void>
  /** Records that the group has not handled, over all partitions. */
  lag(group: string): Promise<bigint>
  /** Stops what was started, too. */
  close(): Promise<void>
}

export async function createConsumerRig(place: RigPlace, partitions = 4): Promise<ConsumerRig> {
  const { brokers, registryUrl, topicPrefix } = place
  const kafka: KafkaConfig = { brokers: brokers.split(','), clientId: 'consumer-test' }
  const admin = createAdmin(kafka)
  const topic = topicPrefix + messages.name
  const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
  const [schemaId] = await Promise.all([
    registry.register(`${topic}-value`, messages.schema),
    admin.createTopics([newTopic(messages, topicPrefix, partitions)]),
  ])
  const lane: Lane = createLane({
    kafka,
    name: 'rig',
    limits: { ackTimeoutMs: 20_000, batchDeadlineMs: 15_000, requestTimeoutMs: 5000 },
  })
  await lane.start()
  const stops: (() => Promise<void>)[] = []
  const encode = (event: MessagesEvent) => codecOf(messages.schema).encode(event, schemaId)

  const publish = (records: readonly OutgoingRecord[]) => publishAll(lane, records)

  return {
    admin,
    topic,
    encode,
    publish,
    registryUrl,
    start: (name, spec, { ready = true, registryUrl: url = registryUrl } = {}) =>
      startConsumer({ ...place, registryUrl: url }, name, { spec, ready, started: (stop) => void stops.push(stop) }),
    send: (events) =>
      publish(
        events.map(({ id, key = id, headers = {} }) => ({
          topic,
          partition: partitionFor(key, partitions),
          key,
          value: encode(messageEvent(id)),
          headers,
          timestampMs: Date.now(),
        })),
      ),
    async groupRecords(group, tier) {
      const records: IncomingRecord[] = []
      const topics = [`${topicPrefix}waba.group.${group}.${tier}`]
      for await (const record of read(kafka, { topics, from: 'beginning', until: 'end' })) records.push(record)
      return records
    },
    async makeGroupTopics(group, tiers) {
      const wanted = groupTopics(group).filter(({ name }) => tiers.some((tier) => name.endsWith(tier)))
      await admin.createTopics(wanted.map((each) => newTopic(each, topicPrefix)))
    },
    async lag(group) {
      const lag = await admin.lag(topicPrefix + group, [topic])
      return (lag.get(topic) ?? new Map<number, bigint>()).values().reduce((sum, each) => sum + each, 0n)
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()))
      await Promise.all([lane.stop(), admin.close(), registry.close()])
    },
  }
}

async function publishAll(lane: Lane, records: readonly OutgoingRecord[]): Promise<void> {
  const outcomes = await lane.publish(records)
  for (const outcome of outcomes) if (!outcome.kept) throw new Error(`refused: ${outcome.code}`)
}

function newTopic(topic: Topic, prefix: string, partitions = topic.partitions) {
  const configs = new Map([['max.message.bytes', String(topic.maxBytes)]])
  return { name: prefix + topic.name, partitions, replicationFactor: 1, configs }
}

interface Starting {
  readonly spec: Partial<ConsumerSpec<typeof messages>>
  readonly ready: boolean
  /** Told before anything can go wrong: it must not run on after a test that failed. */
  readonly started: (stop: () => Promise<void>) => void
}

async function startConsumer(
  place: RigPlace,
  name: string,
  { spec, ready, started }: Starting,
): Promise<RunningConsumer> {
  const logLines: string[] = []
  const failures: Error[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void logLines.push(line) } })
  const [health, metrics] = [createHealth(), createMetrics()]
  const api = createApi({ host: '127.0.0.1', port: 0, title: name, log, metrics })
  const environment = {
    KAFKA_BROKERS: place.brokers,
    SCHEMA_REGISTRY_URL: place.registryUrl,
    TOPIC_PREFIX: place.topicPrefix,
  }
  const policy = { ...shortPolicy, ...spec.policy }
  const piece = consumer({ topics: [messages], from: 'earliest', ...spec, policy })
  const fail = (error: Error) => void failures.push(error)
  const hosted = await host(service({ name, build: () => [piece] }), { environment, log, metrics, health, api, fail })
  started(hosted.stop)
  const problems = () => Object.values(health.problems())
  if (ready)
    await eventually(
      () => {
        if (problems().length > 0) throw new Error(`not ready: ${problems().join('; ')}`)
      },
      { withinMs: 30_000 },
    )
  return {
    failures,
    logLines,
    problems,
    async metric(metricName, labels = {}) {
      const known = await metrics.getSingleMetric(metricName)?.get()
      const found = known?.values.filter((value) =>
        Object.entries(labels).every(([label, text]) => value.labels[label] === text),
      )
      return found?.reduce((sum, { value }) => sum + value, 0) ?? Number.NaN
    },
    stop: hosted.stop,
  }
}
