import type { Type } from 'avsc'
import { avroType } from './avro-type.ts'
import { UndecodableError } from './errors.ts'
import { HEADER_BYTES, schemaIdOf } from './wire.ts'

/**
 * The record in wire-format bytes, as the reader's schema has it.
 * @throws NotAvroError when they are no wire format; UndecodableError when they are no whole value of the writer's schema.
 */
export type ReadRecord = (bytes: Buffer) => object

/**
 * Reads records of one schema as those of another version of it: what the writer did not know yet has its default, what
 * the reader does not know is left out. Compiled once per pair of schemas.
 * @throws UndecodableError when these are not two versions of one schema.
 */
export function readerOf(readerText: string, writerText: string): ReadRecord {
  const known = readers.get(readerText)?.get(writerText)
  if (known) return known
  const made = createReader(readerText, writerText)
  const ofReader = readers.get(readerText) ?? new Map<string, ReadRecord>()
  readers.set(readerText, ofReader.set(writerText, made))
  return made
}

/** By the reader's text, then the writer's. Compiling one takes a hundred milliseconds, and all consumers share them. */
const readers = new Map<string, Map<string, ReadRecord>>()

function createReader(readerText: string, writerText: string): ReadRecord {
  const reader = avroType(readerText)
  const writer = isSameText(readerText, writerText) ? reader : avroType(writerText)
  const decoder = { reader, resolver: resolverOf(reader, writer) }
  return (bytes) => {
    schemaIdOf(bytes)
    const { value, offset } = decode(decoder, bytes)
    if (offset < 0) throw new UndecodableError(`Not a whole ${reader.name}: the bytes end too early`)
    if (offset < bytes.length) throw new UndecodableError(`No ${reader.name}: ${bytes.length - offset} bytes too many`)
    return value
  }
}

type Resolver = Parameters<Type['decode']>[2]

/** A registry may give a text back with other white space. */
function isSameText(one: string, other: string): boolean {
  return one === other || JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other))
}

/** None for equal schemas: a registry may also give back another spelling. */
function resolverOf(reader: Type, writer: Type): Resolver {
  if (reader === writer || reader.fingerprint().equals(writer.fingerprint())) return undefined
  try {
    return reader.createResolver(writer)
  } catch (cause) {
    throw new UndecodableError(`No ${reader.name}: it was written as ${writer.name}, which cannot be read as one`, {
      cause,
    })
  }
}

interface Decoder {
  readonly reader: Type
  readonly resolver: Resolver
}

function decode({ reader, resolver }: Decoder, bytes: Buffer): { readonly value: object; readonly offset: number } {
  try {
    return reader.decode(bytes, HEADER_BYTES, resolver)
  } catch (cause) {
    throw new UndecodableError(`No ${reader.name}: the bytes are corrupt or of another schema`, { cause })
  }
}
