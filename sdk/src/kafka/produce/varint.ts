import { type ByteSink, room } from './byte-sink.ts'

const LONGEST_VARINT = 10
/** A UTF-16 code unit takes up to three bytes of UTF-8. */
const BYTES_PER_UNIT = 3

/**
 * A varint or varlong, exact up to 2^52. Kafka counts 0, -1, 1, -2 … as 0, 1, 2, 3 …, seven bits a byte. Bit operations
 * hold 31 bits, so larger numbers are divided first.
 */
export function varint(sink: ByteSink, value: number): void {
  room(sink, LONGEST_VARINT)
  const { buffer } = sink
  let { at } = sink
  let rest = value < 0 ? -2 * value - 1 : 2 * value
  for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 0x80
  for (; rest > 127; rest >>>= 7) buffer[at++] = (rest & 127) | 0x80
  buffer[at++] = rest
  sink.at = at
}

/** A varint length and the bytes, text as UTF-8; null is the length -1. */
export function varBytes(sink: ByteSink, value: string | Uint8Array | null): void {
  if (value === null) return varint(sink, -1)
  if (typeof value === 'string') return varText(sink, value)
  varint(sink, value.length)
  room(sink, value.length)
  sink.buffer.set(value, sink.at)
  sink.at += value.length
}

function varText(sink: ByteSink, text: string): void {
  room(sink, LONGEST_VARINT + text.length * BYTES_PER_UNIT)
  const start = sink.at
  // Nearly all text is ASCII, one byte for each unit: then the length is right at once.
  varint(sink, text.length)
  const bytes = sink.buffer.write(text, sink.at)
  if (bytes !== text.length) {
    sink.at = start
    varint(sink, bytes)
    sink.buffer.write(text, sink.at)
  }
  sink.at += bytes
}

/** Puts the varint of their number before the bytes that were written since `place`. */
export function prefixLength(sink: ByteSink, place: number): void {
  const end = sink.at
  const width = varintBytes(end - place)
  room(sink, width)
  sink.buffer.copyWithin(place + width, place, end)
  sink.at = place
  varint(sink, end - place)
  sink.at = end + width
}

/** Bytes that a varint takes of a number from 0 to 2^30. */
function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value * 2; rest > 127; rest >>>= 7) bytes += 1
  return bytes
}
