import type { Topic } from '@wabastream/schemas/catalogue'
import { type ReadRecord, readerOf, schemaIdOf } from '@wabastream/schemas/codec'
import { type Failure, permanent, retryable, unavailable } from '../../failure/index.ts'
import { RegistryError, type Registry } from '../../registry/index.ts'
import type { Consumed, Replay, Source } from '../consumed.ts'
import { originOf, replayOf, sourceOf } from '../record/origin.ts'
import type { Delivered } from '../record/place.ts'
import { TombstoneError } from './tombstone-error.ts'

/** A decoded record of any topic, with where it came from. */
export type AnyEvent = Consumed<object>

/** Makes events of records. */
export interface EventReader {
  /**
   * The event; null for a tombstone on a compacted topic. A promise only while the writer's schema is fetched.
   * @throws Failure: permanent for bytes that are no event of the topic, retryable for a schema id that the registry does
   * not know (it may lag behind), unavailable while the registry does not answer. A promise rejects with the same.
   */
  read(delivered: Delivered): AnyEvent | null | Promise<AnyEvent | null>
}

export interface EventReaderOptions {
  readonly topics: readonly Topic[]
  /** TOPIC_PREFIX. */
  readonly prefix: string
  readonly registry: Pick<Registry, 'textOf'>
  /** The records stand on retry topics: where they come from is in their headers. */
  readonly overRetryTopics: boolean
}

/** What is known of one topic. */
interface Known {
  readonly topic: Topic
  /** Compiled readers by the id of the writer's schema. */
  readonly readers: Map<number, ReadRecord>
}

export function createEventReader({ topics, prefix, registry, overRetryTopics }: EventReaderOptions): EventReader {
  const known = new Map(topics.map((topic) => [topic.name, { topic, readers: new Map<number, ReadRecord>() }]))
  const whence = overRetryTopics ? originOf : sourceOf

  async function learn({ topic, readers }: Known, id: number): Promise<ReadRecord> {
    const text = await registry.textOf(id).catch((error: unknown) => {
      throw failureOf(error)
    })
    const reader = compiled(topic.schema, text)
    readers.set(id, reader)
    return reader
  }

  return {
    read(delivered) {
      const source = whence(delivered, prefix)
      const at = known.get(source.topic)
      if (at === undefined) throw permanent(new Error(`this consumer does not read ${source.topic}`))
      const { value } = delivered.raw
      if (value === null) {
        if (at.topic.cleanup === 'compact') return null
        throw permanent(new TombstoneError())
      }
      const finish = (read: ReadRecord) => eventOf(decoded(read, value), source, replayOf(delivered, prefix))
      const id = idOf(value)
      const reader = at.readers.get(id)
      return reader ? finish(reader) : learn(at, id).then(finish)
    },
  }
}

/** Two properties more on an object that nobody else has: a copy of each record would cost as much as its decoding. */
function eventOf(record: Unplaced, source: Source, replay: Replay | null): AnyEvent {
  record.source = source
  record.replay = replay
  return record as AnyEvent
}

interface Unplaced {
  source?: Source
  replay?: Replay | null
}

function idOf(value: Buffer): number {
  try {
    return schemaIdOf(value)
  } catch (error) {
    throw permanent(error)
  }
}

function decoded(read: ReadRecord, value: Buffer): object {
  try {
    return read(value)
  } catch (error) {
    throw permanent(error)
  }
}

/** A schema of another record is remembered too: what was written with it will never be read. */
function compiled(readerText: string, writerText: string): ReadRecord {
  try {
    return readerOf(readerText, writerText)
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function failureOf(error: unknown): Failure {
  return error instanceof RegistryError && error.reason === 'unavailable' ? unavailable(error) : retryable(error)
}
