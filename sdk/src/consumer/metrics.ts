import { Counter, Gauge } from 'prom-client'
import type { Metrics } from '../observe/index.ts'
import { type FailureClass, failureClasses } from './fate/index.ts'

/** A moment's view of a consumer group. */
export interface GroupReading {
  readonly inFlight: number
  readonly pausedPartitions: number
  /** Age of the oldest event that waits to be handled; 0 when none does. */
  readonly lagSeconds: number
  readonly lagRecords: number
}

/** Counts what becomes of the events of one consumer group. */
export interface GroupMetrics {
  handled(events?: number): void
  failed(kind: FailureClass): void
  retried(): void
  deadLettered(): void
  offsetReset(): void
  watch(read: () => GroupReading): void
  /** The group is gone: its gauges are no longer read. */
  unwatch(): void
}

interface Collection {
  group(name: string): GroupMetrics
}

const collections = new WeakMap<Metrics, Collection>()

/** The metrics of a group. Several consumers of one process share their names and differ in the label `group`. */
export function groupMetrics(registry: Metrics, group: string): GroupMetrics {
  const known = collections.get(registry) ?? createCollection(registry)
  collections.set(registry, known)
  return known.group(group)
}

function createCollection(registry: Metrics): Collection {
  const counter = <L extends string>(name: string, help: string, ...labels: readonly L[]) =>
    new Counter({
      name: `wabastream_consumer_${name}`,
      help,
      labelNames: ['group', ...labels],
      registers: [registry],
    })
  const handledSince = new Map<string, number>()
  void new Counter({
    name: 'wabastream_consumer_handled_total',
    help: 'Events that were handled',
    labelNames: ['group'],
    registers: [registry],
    // Counting by label costs more than an empty handler: it is done when somebody reads.
    collect() {
      for (const [group, events] of handledSince) this.inc({ group }, events)
      for (const group of handledSince.keys()) handledSince.set(group, 0)
    },
  })
  const failed = counter('failed_total', 'Calls of a handler that failed, by class', 'class')
  const retried = counter('retried_total', 'Events that were stored on a retry topic')
  const deadLettered = counter('dead_lettered_total', 'Events that became a dead letter')
  const resets = counter('offset_resets_total', 'Partitions whose committed offset no longer existed')
  const watched = new Map<string, () => GroupReading>()
  gaugesOf(registry, watched)
  return {
    group(group) {
      for (const each of [retried, deadLettered, resets]) each.inc({ group }, 0)
      handledSince.set(group, handledSince.get(group) ?? 0)
      for (const kind of failureClasses) failed.inc({ group, class: kind }, 0)
      return {
        handled: (events = 1) => void handledSince.set(group, (handledSince.get(group) ?? 0) + events),
        failed: (kind) => failed.inc({ group, class: kind }),
        retried: () => retried.inc({ group }),
        deadLettered: () => deadLettered.inc({ group }),
        offsetReset: () => resets.inc({ group }),
        watch: (read) => void watched.set(group, read),
        unwatch: () => void watched.delete(group),
      }
    },
  }
}

const gauges: readonly (readonly [name: string, help: string, read: (reading: GroupReading) => number])[] = [
  ['in_flight', 'Events whose handler is running', (reading) => reading.inFlight],
  ['paused_partitions', 'Partitions that are not read for a while', (reading) => reading.pausedPartitions],
  ['lag_seconds', 'Age of the oldest event that is not handled yet', (reading) => reading.lagSeconds],
  ['lag_records', 'Records after the last handled one, as of the last fetch', (reading) => reading.lagRecords],
]

function gaugesOf(registry: Metrics, watched: ReadonlyMap<string, () => GroupReading>): void {
  for (const [name, help, read] of gauges)
    void new Gauge({
      name: `wabastream_consumer_${name}`,
      help,
      labelNames: ['group'],
      registers: [registry],
      collect() {
        this.reset()
        for (const [group, reading] of watched) this.set({ group }, read(reading()))
      },
    })
}
