import { type ByteSink, room } from './byte-sink.ts'

const LONGEST_VARINT = 10
/** A UTF-16 code unit takes up to three bytes of UTF-8. */
const BYTES_PER_UNIT = 3
/** Text that is shorter has a length of one byte, and is written here: calling into Node for it takes longer. */
const SHORT = 64

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
  if (text.length < SHORT && shortAscii(sink, text)) return
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

/** False, and nothing written, when the text is not all ASCII. */
function shortAscii(sink: ByteSink, text: string): boolean {
  room(sink, SHORT)
  const { buffer, at } = sink
  const { length } = text
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit > 127) return false
    buffer[at + 1 + i] = unit
  }
  buffer[at] = 2 * length
  sink.at = at + 1 + length
  return true
}

/** Bytes of the length of most records: from 64 to 8191. */
const USUAL_WIDTH = 2

/** Leaves bytes for a length that is known later; gives the place behind them. */
export function skipLength(sink: ByteSink): number {
  room(sink, USUAL_WIDTH)
  sink.at += USUAL_WIDTH
  return sink.at
}

/** Puts the varint of their number before the bytes that were written since `skipLength` gave this place. */
export function prefixLength(sink: ByteSink, place: number): void {
  const bytes = sink.at - place
  const width = varintBytes(bytes)
  const start = place - USUAL_WIDTH
  if (width !== USUAL_WIDTH) {
    room(sink, width)
    sink.buffer.copyWithin(start + width, place, sink.at)
  }
  sink.at = start
  varint(sink, bytes)
  sink.at = start + width + bytes
}

/** Bytes that a varint takes of a number from 0 to 2^30. */
function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value * 2; rest > 127; rest >>>= 7) bytes += 1
  return bytes
}
