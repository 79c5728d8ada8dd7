import { groupTopics, type Topic } from '@wabastream/schemas/catalogue'
import { codecOf, encodeEvent, jsonText, parseJson } from '@wabastream/schemas/codec'
import { draftsOf, eventHeaders } from '@wabastream/schemas/event'
import { createAdmin, createLane, partitionFor, read, type IncomingRecord } from '../../kafka/index.ts'
import { createRegistry } from '../../registry/index.ts'

/** Where the topics of a test file live: `stack()`. */
export interface Place {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** Makes topics with their schemas, and those of a consumer group: to write to and to read from, as others do. */
export async function openTopics(place: Place, topics: readonly Topic[], group: string) {
  const { topicPrefix } = place
  const kafka = { brokers: place.brokers.split(','), clientId: `${group}-tests` }
  const admin = createAdmin(kafka)
  const configs = new Map<string, string>()
  await admin.createTopics(
    [...topics, ...groupTopics(group)].map(({ name, partitions }) => ({
      name: topicPrefix + name,
      partitions,
      replicationFactor: 1,
      configs,
    })),
  )
  await admin.close()
  const registry = createRegistry({ url: place.registryUrl, timeoutMs: 20_000 })
  const ids = new Map<Topic, number>()
  for (const topic of topics) ids.set(topic, await registry.register(`${topicPrefix}${topic.name}-value`, topic.schema))
  await registry.close()
  const lane = createLane({ kafka, name: 'tests' })
  await lane.start()
  const recordFor = (topic: Topic, key: string, value: Buffer) => ({
    topic: topicPrefix + topic.name,
    partition: partitionFor(key, topic.partitions),
    key,
    value,
    timestampMs: Date.now(),
  })
  return {
    /** Writes a webhook body as the ingress does. */
    async receive(body: unknown): Promise<void> {
      const bytes = Buffer.from(jsonText(body))
      const delivery = { id: crypto.randomUUID(), appId: '1', receivedAt: Date.now(), body: bytes }
      const records = draftsOf(parseJson(bytes.toString()), delivery).map((draft) => {
        const value = encodeEvent(draft, ids.get(draft.topic) ?? 0).bytes
        return { ...recordFor(draft.topic, draft.key, value), headers: eventHeaders(draft) }
      })
      await lane.publish(records)
    },
    /** Writes records of a service. */
    async publish<R extends object>(topic: Topic<R>, records: readonly { key: string; record: R }[]): Promise<void> {
      const encode = (record: R) => codecOf(topic.schema).encode(record, ids.get(topic) ?? 0)
      const headers = { 'content-type': 'application/avro' }
      await lane.publish(records.map(({ key, record }) => ({ ...recordFor(topic, key, encode(record)), headers })))
    },
    /** What a topic holds so far. */
    async published<R>(topic: Topic<R>): Promise<{ key: string; record: R | null }[]> {
      const records = await recordsIn(topic.name)
      return records.map(({ key, value }) => ({
        key: String(key),
        record: value && (codecOf(topic.schema).decode(value) as R),
      }))
    },
    /** The dead letters of the group so far. */
    deadLetters: () => recordsIn(`waba.group.${group}.dlq`),
    stop: () => lane.stop(),
  }

  async function recordsIn(name: string): Promise<readonly IncomingRecord[]> {
    const found: IncomingRecord[] = []
    for await (const record of read(kafka, { topics: [topicPrefix + name], from: 'beginning', until: 'end' }))
      found.push(record)
    return found
  }
}
