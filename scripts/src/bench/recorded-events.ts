import { encodeEvent, parseJson } from '@wabastream/schemas/codec'
import { draftsOf, eventHeaders } from '@wabastream/schemas/event'
import { createLane, partitionFor, type OutgoingRecord } from '@wabastream/sdk/kafka'
import { newDeliveryId, traceparentOf } from '@wabastream/sdk/webhook'
import { textWebhook } from '../rig/text-webhook.ts'

/** People of a bench, so that keys spread over the partitions as they would. */
const people = 1000
const atOnce = 500
const callers = 8

export interface RecordedEvents {
  readonly brokers: string
  readonly topicPrefix: string
  /** Id under which the registry knows the schema of the topic. */
  readonly schemaId: number
  readonly count: number
  readonly signal: AbortSignal
}

/** Puts so many text messages on their topic, as the ingress would, only without a webhook for each. */
export async function recordEvents({ brokers, topicPrefix, schemaId, count, signal }: RecordedEvents): Promise<void> {
  const lane = createLane({
    kafka: { brokers: brokers.split(','), clientId: 'waba-bench' },
    name: 'bench',
    limits: { ackTimeoutMs: 30_000 },
  })
  await lane.start()
  try {
    let next = 0
    const publish = async () => {
      while (next < count) {
        signal.throwIfAborted()
        const from = next
        next = Math.min(count, from + atOnce)
        const records = Array.from({ length: next - from }, (_, index) => recordOf(from + index, schemaId))
        await lane.publish(records.map((record) => ({ ...record, topic: topicPrefix + record.topic })))
      }
    }
    await Promise.all(Array.from({ length: callers }, publish))
  } finally {
    await lane.stop()
  }
}

/** One text message as a record of its topic, without TOPIC_PREFIX. */
export function recordOf(index: number, schemaId: number): OutgoingRecord {
  const body = textWebhook({ id: `wamid.bench${String(index).padStart(24, '0')}`, user: index % people })
  const receivedAt = Date.now()
  const delivery = { id: newDeliveryId(receivedAt), appId: '1', receivedAt, body }
  const [draft] = draftsOf(parseJson(body.toString()), delivery)
  if (draft === undefined) throw new Error('A webhook of the bench holds no event')
  return {
    topic: draft.topic.name,
    partition: partitionFor(draft.key, draft.topic.partitions),
    key: draft.key,
    value: encodeEvent(draft, schemaId).bytes,
    headers: { ...eventHeaders(draft), traceparent: traceparentOf(delivery.id) },
    timestampMs: receivedAt,
  }
}
