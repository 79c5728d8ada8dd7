import { type AssignedPartition, partitionKey } from '../../kafka/index.ts'
import type { GroupReading } from '../metrics.ts'
import { createPartition, type Partition } from './partition.ts'

/** The partitions that a process works on, or still has calls of. */
export interface Partitions {
  of(topic: string, partition: number): Partition
  /** Calls of all of them. */
  readonly running: number
  isAssigned(partition: Partition): boolean
  forget(partition: Partition): void
  /** Takes a new assignment; gives the known partitions that are in it and those that are not. */
  assign(given: readonly AssignedPartition[]): {
    readonly kept: readonly Partition[]
    readonly lost: readonly Partition[]
  }
  /** Of those that are assigned; age counts from `restMs` after a record's timestamp. */
  reading(restMs?: (topic: string) => number): Omit<GroupReading, 'pausedPartitions'>
}

/** `idle`: the last call of a partition ended. */
export function createPartitions(idle: (partition: Partition) => void): Partitions {
  const known = new Map<string, Partition>()
  const assigned = new Set<string>()
  const isAssigned = ({ place }: Partition) => assigned.has(place.key)
  return {
    of(topic, partition) {
      const key = partitionKey(topic, partition)
      const found = known.get(key)
      if (found) return found
      const made = createPartition(topic, partition, () => idle(made))
      known.set(key, made)
      return made
    },
    get running() {
      return known.values().reduce((sum, { running }) => sum + running, 0)
    },
    isAssigned,
    forget: ({ place }) => void known.delete(place.key),
    assign(given) {
      assigned.clear()
      for (const { topic, partition } of given) assigned.add(partitionKey(topic, partition))
      const all = [...known.values()]
      return { kept: all.filter(isAssigned), lost: all.filter((partition) => !isAssigned(partition)) }
    },
    reading: (restMs) => readingOf([...known.values()].filter(isAssigned), restMs),
  }
}

function readingOf(partitions: readonly Partition[], restMs: ((topic: string) => number) | undefined) {
  const sum = { inFlight: 0, lagSeconds: 0, lagRecords: 0 }
  for (const { place, reading } of partitions) {
    sum.inFlight += reading.running
    sum.lagRecords += reading.lagRecords
    if (reading.oldestMs === null) continue
    const ageMs = Date.now() - reading.oldestMs - (restMs?.(place.topic) ?? 0)
    sum.lagSeconds = Math.max(sum.lagSeconds, ageMs / 1000)
  }
  return sum
}
