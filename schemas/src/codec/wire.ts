import { room, type AvroSink } from './avro-sink.ts'
import { NotAvroError } from './errors.ts'

/** Bytes before the Avro value in Confluent's wire format: the magic byte 0 and the schema id, big-endian. */
export const HEADER_BYTES = 5

/** The scratch buffer is kept between records up to this size; a larger record gets one of its own. */
const KEPT_BYTES = 8 * 1024 * 1024
const FIRST_BYTES = 64 * 1024

/**
 * The id of the schema that a wire-format value was written with.
 * @throws NotAvroError when the bytes are too short or do not begin with the magic byte 0.
 */
export function schemaIdOf(bytes: Buffer): number {
  if (bytes.length <= HEADER_BYTES) throw new NotAvroError(`No Avro record: ${bytes.length} bytes are too few`)
  if (bytes[0] !== 0) throw new NotAvroError('No Avro record: the first byte is not 0')
  return bytes.readUInt32BE(1)
}

/** Writes at an offset of a buffer; returns the end, or minus the number of bytes that were missing. */
export type Write = (into: Buffer, offset: number) => number

let scratch: Buffer | undefined

/** One wire-format value in a buffer of its own. Written into a scratch buffer first, because its size is not known. */
export function wireValue(schemaId: number, write: Write): Buffer {
  scratch ??= Buffer.allocUnsafeSlow(FIRST_BYTES)
  let into = scratch
  let end = write(into, HEADER_BYTES)
  if (end < 0) {
    into = Buffer.allocUnsafeSlow(Math.max(into.length - end, 2 * into.length))
    if (into.length <= KEPT_BYTES) scratch = into
    end = write(into, HEADER_BYTES)
  }
  into[0] = 0
  into.writeUInt32BE(schemaId, 1)
  return Buffer.copyBytesFrom(into, 0, end)
}

/** Begins a wire-format value in a sink, whatever was in it. */
export function putHeader(sink: AvroSink, schemaId: number): void {
  sink.at = 0
  room(sink, HEADER_BYTES)
  sink.buffer[0] = 0
  sink.at = sink.buffer.writeUInt32BE(schemaId, 1)
}
