import { decide, type Item } from './delivery.ts'
import type { ItemsByTopic } from './producer.ts'

/** What the client says about one partition of a send. */
export interface PartitionResult {
  readonly topicName: string
  readonly partition: number
  readonly errorCode: number
  readonly baseOffset?: string
}

/**
 * Gives each record its offset, but only where the result names its topic and partition with error 0. Returns the rest:
 * kafkajs resolves a send although a partition whose leader moved between two attempts was never written.
 */
export function settleNamed(topics: ItemsByTopic, results: readonly PartitionResult[]): Item[] {
  const offsets = offsetsByTopic(results)
  const unnamed: Item[] = []
  for (const [topic, items] of topics) {
    const partitions = offsets.get(topic)
    for (const item of items) {
      const next = partitions?.get(item.partition)
      if (next === undefined) {
        unnamed.push(item)
        continue
      }
      partitions?.set(item.partition, next + 1n)
      decide(item, { kept: true, offset: next })
    }
  }
  return unnamed
}

function offsetsByTopic(results: readonly PartitionResult[]): Map<string, Map<number, bigint>> {
  const topics = new Map<string, Map<number, bigint>>()
  for (const { topicName, partition, errorCode, baseOffset } of results) {
    if (errorCode !== 0 || baseOffset === undefined) continue
    let partitions = topics.get(topicName)
    if (!partitions) topics.set(topicName, (partitions = new Map()))
    partitions.set(partition, BigInt(baseOffset))
  }
  return topics
}
