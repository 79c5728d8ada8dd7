import type { Broker, KafkaMessage } from 'kafkajs'
import { type IncomingRecord, incomingRecord } from './incoming-record.ts'
import { advance, FIRST_BYTES, type Track } from './track.ts'

/** kafkajs leaves the type of a fetch answer open; this is what it gives. */
interface FetchAnswer {
  readonly responses: readonly {
    readonly topicName: string
    readonly partitions: readonly {
      readonly partition: number
      readonly highWatermark: string
      readonly messages: readonly (KafkaMessage & { readonly isControlRecord?: boolean })[]
    }[]
  }[]
}

const WAIT_MS = 250
/** Bounds what one answer holds in memory, unless a single batch is larger. */
const ANSWER_BYTES = 2 * 1024 * 1024

/** One fetch for the partitions that a broker leads; moves their tracks on. One array per partition with records, in order. */
export async function fetchNode(
  broker: Broker,
  tracks: readonly Track[],
): Promise<readonly (readonly IncomingRecord[])[]> {
  // A partition that has to show whether there is anything left is asked alone: only the first partition of an answer is
  // sure to get a whole batch.
  const lone = tracks.find((track) => track.maxBytes > FIRST_BYTES)
  const asked = lone ? [lone] : tracks
  const answer: FetchAnswer = await broker.fetch({
    maxWaitTime: lone ? 0 : WAIT_MS,
    minBytes: 1,
    maxBytes: Math.max(ANSWER_BYTES, lone?.maxBytes ?? 0),
    isolationLevel: 0,
    topics: requestOf(asked),
  })
  const byName = new Map(asked.map((track) => [`${track.topic}/${track.partition}`, track]))
  const batches: IncomingRecord[][] = []
  const nothingAtAll = answer.responses.every(({ partitions }) =>
    partitions.every(({ messages }) => messages.length === 0),
  )
  for (const { topicName, partitions } of answer.responses)
    for (const { partition, highWatermark, messages } of partitions) {
      const track = byName.get(`${topicName}/${partition}`)
      if (!track) continue
      const records = wanted(messages, track)
      if (records.length > 0) batches.push(records)
      const last = messages.at(-1)
      advance(track, {
        lastOffset: last ? BigInt(last.offset) : null,
        highWatermark: BigInt(highWatermark),
        nothingAtAll,
      })
    }
  return batches
}

function requestOf(tracks: readonly Track[]) {
  const topics = Map.groupBy(tracks, (track) => track.topic)
  return Array.from(topics, ([topic, parts]) => ({
    topic,
    partitions: parts.map(({ partition, position, maxBytes }) => ({
      partition,
      fetchOffset: String(position),
      maxBytes,
    })),
  }))
}

/** An answer starts with the batch that holds the position, so it may begin earlier; and it may go past the end. */
function wanted(
  messages: FetchAnswer['responses'][number]['partitions'][number]['messages'],
  track: Track,
): IncomingRecord[] {
  const records: IncomingRecord[] = []
  for (const message of messages) {
    if (message.isControlRecord) continue
    const record = incomingRecord(track.topic, track.partition, message)
    if (record.offset >= track.position && (track.end === null || record.offset < track.end)) records.push(record)
  }
  return records
}
