import type { Type } from 'avsc'
import { avroType } from './avro-type.ts'
import { UndecodableError, UnencodableError } from './errors.ts'
import { HEADER_BYTES, schemaIdOf, wireValue } from './wire.ts'

/** Writes and reads the records of one Avro schema in Confluent's wire format. */
export interface EventCodec {
  /**
   * The wire-format bytes of a record, whatever their size: whether a topic takes them is for the caller to decide.
   * @throws UnencodableError when the record does not match the schema.
   */
  encode(record: object, schemaId: number): Buffer
  /**
   * The record in these wire-format bytes. They must have been written with this very schema: an older one would drop
   * what it does not know. Absent properties are null.
   * @throws NotAvroError when they are no wire format; UndecodableError when they are no whole value of this schema.
   */
  decode(bytes: Buffer): unknown
}

const codecs = new Map<string, EventCodec>()

/**
 * The codec of a self-contained Avro schema text, compiled once per text.
 * @throws Error when the text is no Avro schema.
 */
export function codecOf(schemaText: string): EventCodec {
  let codec = codecs.get(schemaText)
  if (codec === undefined) {
    codec = createCodec(avroType(schemaText))
    codecs.set(schemaText, codec)
  }
  return codec
}

function createCodec(type: Type): EventCodec {
  return {
    encode(record, schemaId) {
      return wireValue(schemaId, (into, offset) => write(type, record, into, offset))
    },
    decode(bytes) {
      schemaIdOf(bytes)
      const { value, offset } = read(type, bytes)
      if (offset < 0) throw new UndecodableError(`Not a whole ${type.name}: the bytes end too early`)
      if (offset < bytes.length) throw new UndecodableError(`No ${type.name}: ${bytes.length - offset} bytes too many`)
      return value
    },
  }
}

function write(type: Type, record: object, into: Buffer, offset: number): number {
  try {
    return type.encode(record, into, offset)
  } catch {
    // avsc's own message holds the value, which can be personal.
    throw new UnencodableError(`The record does not match ${type.name}: ${misfits(type, record).join(', ')}`)
  }
}

function read(type: Type, bytes: Buffer): { readonly value: unknown; readonly offset: number } {
  try {
    return type.decode(bytes, HEADER_BYTES)
  } catch (cause) {
    throw new UndecodableError(`No ${type.name}: the bytes are corrupt or of another schema`, { cause })
  }
}

/** Where a record does not match, as paths in it. */
function misfits(type: Type, record: object): readonly string[] {
  const paths: string[] = []
  type.isValid(record, { errorHook: (path) => paths.push(path.join('.')) })
  return paths
}
