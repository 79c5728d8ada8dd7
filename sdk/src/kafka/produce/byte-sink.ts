/** Memory that Kafka's types are written into, one after the other; it grows, and is used again and again. */
export interface ByteSink {
  buffer: Buffer
  /** Where the next byte goes: how many were written. */
  at: number
}

const FIRST_BYTES = 256 * 1024
/** Larger memory, which one huge send needed, is not kept. */
const KEPT_BYTES = 8 * 1024 * 1024

export function createSink(): ByteSink {
  return { buffer: Buffer.allocUnsafeSlow(FIRST_BYTES), at: 0 }
}

/** A copy of what was written. The sink begins anew. */
export function finish(sink: ByteSink): Buffer {
  const written = Buffer.copyBytesFrom(sink.buffer, 0, sink.at)
  sink.at = 0
  if (sink.buffer.length > KEPT_BYTES) sink.buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  return written
}

/** Makes sure that so many bytes can be written. */
export function room(sink: ByteSink, bytes: number): void {
  const { buffer, at } = sink
  if (at + bytes <= buffer.length) return
  sink.buffer = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes))
  buffer.copy(sink.buffer, 0, 0, at)
}

export function int8(sink: ByteSink, value: number): void {
  room(sink, 1)
  sink.at = sink.buffer.writeInt8(value, sink.at)
}

export function int16(sink: ByteSink, value: number): void {
  room(sink, 2)
  sink.at = sink.buffer.writeInt16BE(value, sink.at)
}

export function int32(sink: ByteSink, value: number): void {
  room(sink, 4)
  sink.at = sink.buffer.writeInt32BE(value, sink.at)
}

/** A whole number that is exact as a number: much cheaper than a bigint. */
export function int64(sink: ByteSink, value: number): void {
  int32(sink, Math.floor(value / 2 ** 32))
  int32(sink, value | 0)
}

export function bigInt64(sink: ByteSink, value: bigint): void {
  room(sink, 8)
  sink.at = sink.buffer.writeBigInt64BE(value, sink.at)
}

/** Leaves four bytes for a length or checksum that is known later; gives their place. */
export function skip4(sink: ByteSink): number {
  room(sink, 4)
  sink.at += 4
  return sink.at - 4
}

/** Writes how many bytes came after these four. */
export function setLength(sink: ByteSink, place: number): void {
  sink.buffer.writeInt32BE(sink.at - place - 4, place)
}

/** An int16 length and UTF-8; null is the length -1. */
export function string(sink: ByteSink, text: string | null): void {
  if (text === null) return int16(sink, -1)
  const bytes = Buffer.byteLength(text)
  int16(sink, bytes)
  room(sink, bytes)
  sink.buffer.write(text, sink.at)
  sink.at += bytes
}
