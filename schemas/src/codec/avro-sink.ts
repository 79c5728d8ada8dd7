/** Memory that Avro's types are written into, one after the other (Avro specification, "Binary encoding"). */
export interface AvroSink {
  buffer: Buffer
  /** Where the next byte goes. */
  at: number
}

const FIRST_BYTES = 64 * 1024
/** Larger memory, which one huge record needed, is not kept. */
const KEPT_BYTES = 8 * 1024 * 1024

const LONGEST_LONG = 10
/** A UTF-16 code unit takes up to three bytes of UTF-8. */
const BYTES_PER_UNIT = 3
/** Up to this length text is written here: calling into Node takes longer. */
const SHORT = 32

export function createSink(): AvroSink {
  return { buffer: Buffer.allocUnsafeSlow(FIRST_BYTES), at: 0 }
}

/** A copy of what was written. The sink begins anew. */
export function finish(sink: AvroSink): Buffer {
  const written = Buffer.allocUnsafe(sink.at)
  sink.buffer.copy(written, 0, 0, sink.at)
  sink.at = 0
  if (sink.buffer.length > KEPT_BYTES) sink.buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  return written
}

/** Makes sure that so many bytes can be written. */
export function room(sink: AvroSink, bytes: number): void {
  const { buffer, at } = sink
  if (at + bytes <= buffer.length) return
  sink.buffer = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes))
  buffer.copy(sink.buffer, 0, 0, at)
}

export function byte(sink: AvroSink, value: number): void {
  room(sink, 1)
  sink.buffer[sink.at] = value
  sink.at += 1
}

/** An int or a long, exact up to 2^52. Bit operations hold 31 bits, so larger numbers are divided first. */
export function long(sink: AvroSink, value: number): void {
  room(sink, LONGEST_LONG)
  const { buffer } = sink
  let { at } = sink
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 0x80
  for (; rest > 127; rest >>>= 7) buffer[at++] = (rest & 127) | 0x80
  buffer[at++] = rest
  sink.at = at
}

export function double(sink: AvroSink, value: number): void {
  room(sink, 8)
  sink.at = sink.buffer.writeDoubleLE(value, sink.at)
}

/** Text as UTF-8. False, and nothing written, when it has half a surrogate pair, which would become U+FFFD. */
export function text(sink: AvroSink, value: string): boolean {
  if (value.length <= SHORT && shortAscii(sink, value)) return true
  const start = sink.at
  room(sink, LONGEST_LONG + value.length * BYTES_PER_UNIT)
  // Nearly all text is ASCII, one byte for each unit: then the length is right at once.
  long(sink, value.length)
  const bytes = sink.buffer.write(value, sink.at)
  if (bytes !== value.length) {
    sink.at = start
    if (!value.isWellFormed()) return false
    long(sink, bytes)
    sink.buffer.write(value, sink.at)
  }
  sink.at += bytes
  return true
}

/** False, and nothing written, when the text is not all ASCII. */
function shortAscii(sink: AvroSink, value: string): boolean {
  room(sink, 1 + SHORT)
  const { buffer, at } = sink
  const { length } = value
  for (let i = 0; i < length; i += 1) {
    const unit = value.charCodeAt(i)
    if (unit > 127) return false
    buffer[at + 1 + i] = unit
  }
  // Twice the length is below 128: one byte.
  buffer[at] = 2 * length
  sink.at = at + 1 + length
  return true
}
