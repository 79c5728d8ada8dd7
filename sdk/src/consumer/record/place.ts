import { partitionKey, type RawRecord } from '../../kafka/index.ts'

/** Where a record was read: the topic by its name on the cluster. */
export interface Place {
  readonly topic: string
  readonly partition: number
  /** Names the partition in maps; made once for all its records. */
  readonly key: string
}

export function placeOf(topic: string, partition: number): Place {
  return { topic, partition, key: partitionKey(topic, partition) }
}

/** A record and where it was read. */
export interface Delivered {
  readonly raw: RawRecord
  readonly place: Place
}

/** The name of a topic without TOPIC_PREFIX. */
export function withoutPrefix(topic: string, prefix: string): string {
  return prefix !== '' && topic.startsWith(prefix) ? topic.slice(prefix.length) : topic
}
