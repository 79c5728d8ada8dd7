import { codecOf, isEvent, NotAvroError, rebuild, schemaIdOf, UndecodableError } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'
import type { IncomingRecord } from '@wabastream/sdk/kafka'
import { RegistryError, type Registry } from '@wabastream/sdk/registry'
import type { TailRecord } from './tail-record.ts'

/** Decodes records of any topic with the schema that each names. */
export interface Decoder {
  /**
   * Never fails because of the bytes: what cannot be decoded is in `problem`.
   * @throws RegistryError when the registry does not answer.
   */
  decode(record: IncomingRecord): Promise<TailRecord>
  /**
   * The event in bytes that were decoded before, its value as Meta sent it.
   * @throws Error when they were not, or are no event.
   */
  again(bytes: Buffer): EventRecord
}

type Decoded = Pick<TailRecord, 'value' | 'schema' | 'problem'>

const tombstone: Decoded = { value: null, schema: null, problem: null }

export function createDecoder(registry: Pick<Registry, 'textOf'>): Decoder {
  const schemas = new Map<number, string>()
  const schemaFor = async (id: number) => {
    const known = schemas.get(id) ?? (await registry.textOf(id))
    schemas.set(id, known)
    return known
  }
  const valueOf = async (bytes: Buffer): Promise<Decoded> => {
    try {
      const schema = await schemaFor(schemaIdOf(bytes))
      return { value: codecOf(schema).decode(bytes), schema, problem: null }
    } catch (error) {
      return { value: undefined, schema: null, problem: problemOf(error) }
    }
  }
  return {
    async decode({ topic, partition, offset, timestampMs, key, value: bytes, headers }) {
      const decoded = bytes === null ? tombstone : await valueOf(bytes)
      const texts = Object.fromEntries(Array.from(headers, ([name, values]) => [name, values.join(',')]))
      return { topic, partition, offset, timestampMs, key: key?.toString() ?? null, headers: texts, bytes, ...decoded }
    },
    again(bytes) {
      const schema = schemas.get(schemaIdOf(bytes)) ?? ''
      const event = schema === '' ? null : codecOf(schema).decode(bytes)
      if (!isEvent(event)) throw new Error('These bytes were not decoded before, or are no event')
      return rebuild(event, schema)
    },
  }
}

function problemOf(error: unknown): string {
  const isOfTheRecord =
    error instanceof NotAvroError ||
    error instanceof UndecodableError ||
    (error instanceof RegistryError && error.reason === 'not_found')
  if (isOfTheRecord) return error.message
  throw error
}
