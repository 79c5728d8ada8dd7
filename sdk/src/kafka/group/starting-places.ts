import type { Admin } from '../admin/admin.ts'
import type { Offsets } from '../offsets.ts'

export interface AssignedPartition {
  readonly topic: string
  readonly partition: number
}

export interface StartingPlace extends AssignedPartition {
  readonly offset: bigint
}

/**
 * Where a new group begins that does not want what was there before it. kafkajs knows only "the end, whenever a
 * partition is first read and nothing is committed": after each rebalance, and after an offset that is out of range, that
 * skips records. So the client always begins at the beginning, and a group that wants the end gets it as an offset that
 * is fixed once and committed.
 */
export interface StartingPlaces {
  /** For those of these partitions that nobody has committed yet; a partition that is younger than this begins at 0. */
  missing(assigned: readonly AssignedPartition[]): Promise<readonly StartingPlace[]>
}

type Asked = Pick<Admin, 'committed' | 'offsets'>

/** Fixes the ends of all partitions as they are now. */
export async function fixEnds(admin: Asked, groupId: string, topics: readonly string[]): Promise<StartingPlaces> {
  const ends = await admin.offsets(topics, 'end')
  return {
    async missing(assigned) {
      const names = [...new Set(assigned.map(({ topic }) => topic))]
      const committed = await admin.committed(groupId, names)
      return assigned
        .filter(({ topic, partition }) => !committed.get(topic)?.has(partition))
        .map((place) => ({ ...place, offset: endOf(ends, place) }))
    },
  }
}

function endOf(ends: ReadonlyMap<string, Offsets>, { topic, partition }: AssignedPartition): bigint {
  return ends.get(topic)?.get(partition) ?? 0n
}
