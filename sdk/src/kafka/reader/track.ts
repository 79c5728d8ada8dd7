import type { Offsets } from '../offsets.ts'

/** How far one partition is read. */
export interface Track {
  readonly topic: string
  readonly partition: number
  /** The next offset wanted. */
  position: bigint
  /** Not read any more; null = for ever. */
  readonly end: bigint | null
  /** Bytes to ask for. It grows when an answer is empty although there should be more. */
  maxBytes: number
}

/** Offsets by topic and partition. */
export type TopicOffsets = ReadonlyMap<string, Offsets>

export const FIRST_BYTES = 512 * 1024

/** Larger than any two batches that Kafka takes on our topics: an answer without records then means that there are none. */
export const MOST_BYTES = 32 * 1024 * 1024

/** One track per partition that has a start. `ends` null = for ever; a partition without an end is read to its start. */
export function createTracks(starts: TopicOffsets, ends: TopicOffsets | null): Track[] {
  const tracks: Track[] = []
  for (const [topic, offsets] of starts)
    for (const [partition, position] of offsets) {
      const end = ends ? (ends.get(topic)?.get(partition) ?? position) : null
      tracks.push({ topic, partition, position, end, maxBytes: FIRST_BYTES })
    }
  return tracks
}

export function isDone({ position, end }: Track): boolean {
  return end !== null && position >= end
}

/** What a fetch says about one partition. */
export interface PartitionAnswer {
  /** Offset of the last record in the answer, wanted or not; null without records. */
  readonly lastOffset: bigint | null
  /** The partition's end as the broker knows it. */
  readonly highWatermark: bigint
  /** No partition of the answer has records. Otherwise this one may just have found no room. */
  readonly nothingAtAll: boolean
}

/**
 * Moves the track on after an answer. Compaction can leave nothing behind the last record, so that the end offset never
 * comes by: an answer without records, although it had room for any batch, is the end too.
 */
export function advance(track: Track, answer: PartitionAnswer): void {
  const { lastOffset, highWatermark, nothingAtAll } = answer
  if (lastOffset !== null && lastOffset >= track.position) {
    track.position = lastOffset + 1n
    track.maxBytes = FIRST_BYTES
  } else if (nothingAtAll && highWatermark > track.position) {
    if (track.maxBytes < MOST_BYTES) track.maxBytes = Math.min(track.maxBytes * 8, MOST_BYTES)
    else skipTo(track, highWatermark)
  }
}

function skipTo(track: Track, offset: bigint): void {
  track.position = offset
  track.maxBytes = FIRST_BYTES
}
