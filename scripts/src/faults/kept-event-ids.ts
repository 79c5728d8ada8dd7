import { messages } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { readBatches } from '@wabastream/sdk/kafka'
import type { RigAddresses } from '../rig/ready-topics.ts'

/** How many records the topic of messages has of each event id, read from its beginning to its end and decoded. */
export async function keptEventIds({
  brokers,
  topicPrefix,
}: Pick<RigAddresses, 'brokers' | 'topicPrefix'>): Promise<ReadonlyMap<string, number>> {
  const kept = new Map<string, number>()
  const codec = codecOf(messages.schema)
  const kafka = { brokers: brokers.split(','), clientId: 'waba-faults' }
  const topics = [topicPrefix + messages.name]
  for await (const records of readBatches(kafka, { topics, from: 'beginning', until: 'end' }))
    for (const { value } of records) {
      const { event_id: id } = codec.decode(value ?? Buffer.alloc(0)) as { readonly event_id: string }
      kept.set(id, (kept.get(id) ?? 0) + 1)
    }
  return kept
}
