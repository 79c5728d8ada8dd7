import type { Admin, Cluster } from 'kafkajs'
import { type Offsets, offsetsAt } from '../offsets.ts'

/** Committed offsets by topic; a partition without one is left out. */
export async function committedOffsets(
  admin: Admin,
  groupId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Offsets>> {
  if (names.length === 0) return new Map()
  const answer = await admin.fetchOffsets({ groupId, topics: [...names] })
  return new Map(
    answer.map(({ topic, partitions }) => [
      topic,
      new Map(
        partitions
          .map(({ partition, offset }) => [partition, BigInt(offset)] as const)
          // Kafka answers -1 where nothing is committed.
          .filter(([, offset]) => offset >= 0n),
      ),
    ]),
  )
}

interface Asked {
  readonly admin: Admin
  readonly cluster: Cluster
}

/** Ends minus committed offsets. A record that retention took in between does not count. */
export async function lagOf(
  { admin, cluster }: Asked,
  groupId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Offsets>> {
  const committed = await committedOffsets(admin, groupId, names)
  const starts = await offsetsAt(cluster, names, 'beginning')
  const ends = await offsetsAt(cluster, names, 'end')
  return new Map(
    Array.from(ends, ([topic, offsets]) => [
      topic,
      new Map(
        Array.from(offsets, ([partition, end]) => {
          const start = starts.get(topic)?.get(partition) ?? 0n
          const next = committed.get(topic)?.get(partition) ?? start
          return [partition, end - (next > start ? next : start)]
        }),
      ),
    ]),
  )
}
