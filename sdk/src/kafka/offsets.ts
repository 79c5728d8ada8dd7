import type { Cluster } from 'kafkajs'
import { askAgain } from './ask-again.ts'

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
  const asked = (at: Place) =>
    askAgain(
      () => ask(cluster, topics, at),
      () => cluster.refreshMetadata(),
    )
  const found = await asked(place)
  if (typeof place === 'string') return found
  const ends = await asked('end')
  return new Map(Array.from(found, ([topic, offsets]) => [topic, withEnds(offsets, ends.get(topic))]))
}

async function ask(cluster: Cluster, topics: readonly string[], place: Place): Promise<Map<string, Offsets>> {
  await cluster.addMultipleTargetTopics([...topics])
  await cluster.refreshMetadataIfNecessary()
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
