import type { Cluster } from 'kafkajs'
import { type OpenCluster, openCluster } from '../cluster.ts'
import type { KafkaConfig } from '../config.ts'
import { asking } from '../kafka-error.ts'
import { type Offsets, offsetsAt, type Place } from '../offsets.ts'
import { fetchWhileLive } from './fetch-while-live.ts'
import type { IncomingRecord } from './incoming-record.ts'
import { createTracks, type TopicOffsets } from './track.ts'

/** A place that holds for every topic, or offsets by partition: then only the partitions that it names. */
export type ReadPlace = Place | { readonly offsets: Offsets }

export interface ReadOptions {
  readonly topics: readonly string[]
  readonly from: ReadPlace
  /**
   * Exclusive, and resolved once at the start: 'end' is the end as it was then, and so is a time that no record has
   * reached. Without it the reading goes on for ever.
   */
  readonly until?: ReadPlace
  /** Ends the reading, without an error. */
  readonly signal?: AbortSignal
}

/**
 * Reads topics without a consumer group: nobody's offsets move. Order is kept within a partition. Nothing is fetched ahead
 * of a slow reader but one answer (about 2 MiB) per broker. Lasting trouble ends it with a KafkaError; a moving leader or
 * a restarting broker does not.
 */
export async function* read(
  config: KafkaConfig,
  options: ReadOptions,
): AsyncGenerator<IncomingRecord, void, undefined> {
  for await (const records of readBatches(config, options)) yield* records
}

/** Like `read`, in arrays of records of one partition, as they come from the broker; never an empty one. */
export async function* readBatches(
  config: KafkaConfig,
  options: ReadOptions,
): AsyncGenerator<readonly IncomingRecord[], void, undefined> {
  const { signal } = options
  if (signal?.aborted || options.topics.length === 0) return
  const opened = await asking('cannot read from kafka', () => openCluster(config))
  try {
    const tracks = await asking('cannot read from kafka', () => resolveTracks(opened, options))
    yield* fetchWhileLive({ opened, tracks, signal, log: config.log })
  } finally {
    await opened.close()
  }
}

async function resolveTracks({ cluster }: OpenCluster, { topics, from, until }: ReadOptions) {
  const starts = await resolve(cluster, topics, from)
  const ends = until === undefined ? null : await resolve(cluster, topics, until)
  return createTracks(starts, ends)
}

async function resolve(cluster: Cluster, topics: readonly string[], place: ReadPlace): Promise<TopicOffsets> {
  if (typeof place === 'string' || 'timeMs' in place) return offsetsAt(cluster, topics, place)
  await cluster.addMultipleTargetTopics([...topics])
  return new Map(topics.map((topic) => [topic, place.offsets]))
}
