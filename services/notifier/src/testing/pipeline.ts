import { alerts, type Alert } from '@wabastream/schemas'
import { groupTopics } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { createAdmin, createLane, partitionFor, read, type IncomingRecord } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'

/** Where the topics of a test file live. */
export interface Place {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** The topic of alerts with its schema, the notifier's group topics, and a way to write and to read them. */
export async function openPipeline({ brokers, registryUrl, topicPrefix }: Place) {
  const kafka = { brokers: brokers.split(','), clientId: 'notifier-tests' }
  const admin = createAdmin(kafka)
  const topics = [alerts, ...groupTopics('notifier')]
  await admin.createTopics(
    topics.map(({ name, partitions }) => ({
      name: topicPrefix + name,
      partitions,
      replicationFactor: 1,
      configs: new Map(),
    })),
  )
  await admin.close()
  const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
  const schemaId = await registry.register(`${topicPrefix}${alerts.name}-value`, alerts.schema)
  await registry.close()
  const lane = createLane({ kafka, name: 'tests' })
  await lane.start()
  return {
    /** Writes alerts as the services do. */
    async raise(...raised: readonly Alert[]): Promise<void> {
      const records = raised.map((alert) => {
        const key = alert.waba_id ?? alert.subject
        return {
          topic: topicPrefix + alerts.name,
          partition: partitionFor(key, alerts.partitions),
          key,
          value: codecOf(alerts.schema).encode(alert, schemaId),
          headers: { 'content-type': 'application/avro' },
          timestampMs: Date.now(),
        }
      })
      await lane.publish(records)
    },
    /** The dead letters so far. */
    async deadLetters(): Promise<readonly IncomingRecord[]> {
      const found: IncomingRecord[] = []
      const options = { topics: [`${topicPrefix}waba.group.notifier.dlq`], from: 'beginning', until: 'end' } as const
      for await (const record of read(kafka, options)) found.push(record)
      return found
    },
    stop: () => lane.stop(),
  }
}

export type Pipeline = Awaited<ReturnType<typeof openPipeline>>
