import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from 'kafkajs'
import { KafkaError } from './kafka-error.ts'

/** Offsets by partition. */
export type Offsets = ReadonlyMap<number, bigint>

/** A place in a partition: its first record, the end (the next record to come), or the first record at or after a time. */
export type Place = 'beginning' | 'end' | { readonly timeMs: number }

/** Asks the leaders where a place is, for all partitions of all topics at once. A time later than any record is the end. */
export async function offsetsAt(
  cluster: Cluster,
  topics: readonly string[],
  place: Place,
): Promise<ReadonlyMap<string, Offsets>> {
  if (topics.length === 0) return new Map()
  await cluster.addMultipleTargetTopics([...topics])
  const found = await askAgain(cluster, topics, place)
  if (typeof place === 'string') return found
  const ends = await askAgain(cluster, topics, 'end')
  return new Map(Array.from(found, ([topic, offsets]) => [topic, withEnds(offsets, ends.get(topic))]))
}

const TRIES = 5
const RETRY_AFTER_MS = 100

/** A leader may have moved, or not know of it yet. */
async function askAgain(cluster: Cluster, topics: readonly string[], place: Place): Promise<Map<string, Offsets>> {
  for (let tries = 1; ; tries += 1) {
    try {
      await cluster.refreshMetadataIfNecessary()
      return await ask(cluster, topics, place)
    } catch (error) {
      if (tries === TRIES || !new KafkaError('', error).transient) throw error
    }
    await sleep(RETRY_AFTER_MS * tries)
    await cluster.refreshMetadata()
  }
}

async function ask(cluster: Cluster, topics: readonly string[], place: Place): Promise<Map<string, Offsets>> {
  const at = typeof place === 'string' ? { fromBeginning: place === 'beginning' } : { fromTimestamp: place.timeMs }
  const wanted = topics.map((topic) => ({ topic, partitions: partitionsOf(cluster, topic), ...at }))
  const answers = await cluster.fetchTopicsOffset(wanted)
  return new Map(
    answers.map(({ topic, partitions }) => [
      topic,
      new Map(
        partitions
          .toSorted((a, b) => a.partition - b.partition)
          .map(({ partition, offset }) => [partition, BigInt(offset)]),
      ),
    ]),
  )
}

function partitionsOf(cluster: Cluster, topic: string): { partition: number }[] {
  return cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId }))
}

/** Kafka answers -1 for a time after the last record. */
function withEnds(offsets: Offsets, ends: Offsets | undefined): Offsets {
  return new Map(
    Array.from(offsets, ([partition, offset]) => [partition, offset < 0n ? (ends?.get(partition) ?? 0n) : offset]),
  )
}
