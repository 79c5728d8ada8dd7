import type { ICustomPartitioner, PartitionerArgs } from 'kafkajs'

/** Raised inside a send when a record names a partition that the topic does not have; kafkajs would drop it silently. */
class UnknownPartition extends Error {
  override readonly name = 'UnknownPartition'
  readonly retriable = false
  readonly type = 'UNKNOWN_TOPIC_OR_PARTITION'
}

/** How often kafkajs tried the send that is under way. */
export interface Attempts {
  count: number
  first: unknown
}

/**
 * The partitioner takes the partition that the record names. kafkajs calls it once per record and attempt, which is the
 * only place where its inner retries can be seen: the first record coming by again is the next attempt.
 */
export function partitionAsNamed(attempts: Attempts): ICustomPartitioner {
  return () =>
    ({ message, partitionMetadata, topic }: PartitionerArgs) => {
      if (message === attempts.first) attempts.count += 1
      const { partition } = message
      if (partition === undefined || !(partition >= 0 && partition < partitionMetadata.length))
        throw new UnknownPartition(`topic ${topic} has no partition ${partition}`)
      return partition
    }
}
