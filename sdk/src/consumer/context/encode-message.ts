import type { Topic } from '@wabastream/schemas/catalogue'
import { codecOf } from '@wabastream/schemas/codec'
import { permanent, unavailable } from '../../failure/index.ts'
import { type OutgoingRecord, partitionFor } from '../../kafka/index.ts'
import type { Message } from '../outbox/index.ts'

export interface EncodeOptions {
  /** TOPIC_PREFIX. */
  readonly prefix: string
  /** Topics that may be published. */
  readonly publishes: readonly Topic[]
  /** Their schema ids, as far as they are known. */
  readonly ids: ReadonlyMap<Topic, number>
}

/**
 * The record for a message. `traceparent` goes with it.
 * @throws Failure: permanent for a topic that is not named in `publishes` and for a record that does not match its
 * schema, unavailable while the schema id is not known.
 */
export function encodeMessage<R>(
  options: EncodeOptions,
  topic: Topic<R>,
  { key, record }: Message<R>,
  traceparent: string | undefined,
): OutgoingRecord {
  const { prefix, publishes, ids } = options
  const declared: readonly unknown[] = publishes
  if (!declared.includes(topic)) throw permanent(new Error(`name ${topic.name} in the consumer's publishes`))
  const id = ids.get(topic)
  if (id === undefined) throw unavailable(new Error(`the schema id of ${topic.name} is not known yet`))
  return {
    topic: prefix + topic.name,
    partition: partitionFor(key, topic.partitions),
    key,
    value: record === null ? null : encoded(topic, record, id),
    headers: { 'content-type': 'application/avro', ...(traceparent === undefined ? {} : { traceparent }) },
    timestampMs: Date.now(),
  }
}

function encoded<R>(topic: Topic<R>, record: R, id: number): Buffer {
  try {
    return codecOf(topic.schema).encode(record as object, id)
  } catch (error) {
    throw permanent(error)
  }
}
