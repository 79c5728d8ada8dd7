import { alerts, templateState, type Topic } from '@wabastream/schemas'
import { groupTopics } from '@wabastream/schemas/catalogue'
import { codecOf, encodeEvent, jsonText, parseJson } from '@wabastream/schemas/codec'
import { draftsOf, eventHeaders } from '@wabastream/schemas/event'
import { createAdmin, createLane, partitionFor, read } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'
import { topics as consumed } from '../spec.ts'

/** Where the topics of a test file live. */
interface Place {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** The topics of this service with their schemas, a way to write webhooks to them, and one to read what is published. */
export async function openPipeline({ brokers, registryUrl, topicPrefix }: Place) {
  const kafka = { brokers: brokers.split(','), clientId: 'templates-tests' }
  const written: readonly Topic[] = [...consumed, templateState, alerts]
  const admin = createAdmin(kafka)
  const made = [...written, ...groupTopics('templates')].map(({ name, partitions }) => ({
    name: topicPrefix + name,
    partitions,
    replicationFactor: 1,
    configs: new Map<string, string>(),
  }))
  await admin.createTopics(made)
  await admin.close()
  const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
  const ids = new Map<Topic, number>()
  for (const topic of written)
    ids.set(topic, await registry.register(`${topicPrefix}${topic.name}-value`, topic.schema))
  await registry.close()
  const lane = createLane({ kafka, name: 'tests' })
  await lane.start()
  return {
    /** Writes a webhook body as the ingress does. */
    async receive(body: unknown): Promise<void> {
      const bytes = Buffer.from(jsonText(body))
      const delivery = { id: crypto.randomUUID(), appId: '1', receivedAt: Date.now(), body: bytes }
      const records = draftsOf(parseJson(bytes.toString()), delivery).map((draft) => ({
        topic: topicPrefix + draft.topic.name,
        partition: partitionFor(draft.key, draft.topic.partitions),
        key: draft.key,
        value: encodeEvent(draft, ids.get(draft.topic) ?? 0).bytes,
        headers: eventHeaders(draft),
        timestampMs: delivery.receivedAt,
      }))
      await lane.publish(records)
    },
    /** What a topic holds so far. */
    async published<R>(topic: Topic<R>): Promise<{ key: string; record: R | null }[]> {
      const found: { key: string; record: R | null }[] = []
      const options = { topics: [topicPrefix + topic.name], from: 'beginning', until: 'end' } as const
      for await (const { key, value } of read(kafka, options))
        found.push({ key: String(key), record: value && (codecOf(topic.schema).decode(value) as R) })
      return found
    },
    stop: () => lane.stop(),
  }
}
