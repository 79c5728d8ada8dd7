/** Writes Kafka's primitive types one after the other into memory of its own, which is used again and again. */
export interface ByteWriter {
  /** How many bytes were written. */
  readonly length: number
  int8(value: number): void
  int16(value: number): void
  int32(value: number): void
  /** Exact up to 2^53. */
  int64(value: number): void
  bigInt64(value: bigint): void
  /** int16 length and UTF-8; null is length -1. */
  string(value: string | null): void
  /** Zigzag varint or varlong, exact up to 2^52. */
  varint(value: number): void
  /** Varint length and bytes, text as UTF-8; null is length -1. */
  varBytes(value: string | Uint8Array | null): void
  /** Leaves room for an int32 that is known later; gives its place. */
  skipInt32(): number
  /** Writes an int32, or an unsigned one, at a place. */
  setInt32(place: number, value: number): void
  /** Puts the varint of their number before the bytes written since `place`. */
  prefixLength(place: number): void
  /** What was written, for reading only, until the next `reset` or `finish`. */
  readonly bytes: Buffer
  /** A copy of what was written; begins anew. */
  finish(): Buffer
}

const FIRST_BYTES = 256 * 1024
/** Larger memory, which one huge send needed, is not kept. */
const KEPT_BYTES = 8 * 1024 * 1024
/** UTF-16 code units take up to three bytes. */
const BYTES_PER_UNIT = 3
const LONGEST_VARINT = 10

export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let at = 0

  function room(bytes: number): void {
    if (at + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }

  /** Zigzag: 0, -1, 1, -2 … are 0, 1, 2, 3 …. Bit operations hold 31 bits of it, so large ones are divided first. */
  function varint(value: number): void {
    room(LONGEST_VARINT)
    let rest = value < 0 ? -2 * value - 1 : 2 * value
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 0x80
    for (; rest > 127; rest >>>= 7) buffer[at++] = (rest & 127) | 0x80
    buffer[at++] = rest
  }

  function varText(text: string): void {
    room(LONGEST_VARINT + text.length * BYTES_PER_UNIT)
    const start = at
    // Nearly all text is ASCII, one byte for each unit: then the length is right at once.
    varint(text.length)
    const bytes = buffer.write(text, at)
    if (bytes !== text.length) {
      at = start
      varint(bytes)
      buffer.write(text, at)
    }
    at += bytes
  }

  return {
    get length() {
      return at
    },
    get bytes() {
      return buffer
    },
    int8(value) {
      room(1)
      buffer[at++] = value
    },
    int16(value) {
      room(2)
      at = buffer.writeInt16BE(value, at)
    },
    int32(value) {
      room(4)
      at = buffer.writeInt32BE(value, at)
    },
    int64(value) {
      room(8)
      buffer.writeInt32BE(Math.floor(value / 2 ** 32), at)
      at = buffer.writeUInt32BE(value >>> 0, at + 4)
    },
    bigInt64(value) {
      room(8)
      at = buffer.writeBigInt64BE(value, at)
    },
    string(value) {
      const bytes = value === null ? 0 : value.length * BYTES_PER_UNIT
      room(2 + bytes)
      const written = value === null ? -1 : buffer.write(value, at + 2)
      at = buffer.writeInt16BE(written, at) + Math.max(0, written)
    },
    varint,
    varBytes(value) {
      if (typeof value === 'string') return varText(value)
      room(LONGEST_VARINT + (value?.length ?? 0))
      if (value === null) return varint(-1)
      varint(value.length)
      buffer.set(value, at)
      at += value.length
    },
    skipInt32() {
      room(4)
      at += 4
      return at - 4
    },
    setInt32: (place, value) => void buffer.writeInt32BE(value | 0, place),
    prefixLength(place) {
      const end = at
      const width = varintBytes(end - place)
      room(width)
      buffer.copyWithin(place + width, place, end)
      at = place
      varint(end - place)
      at = end + width
    },
    finish() {
      const done = Buffer.copyBytesFrom(buffer, 0, at)
      at = 0
      if (buffer.length > KEPT_BYTES) buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
      return done
    },
  }
}

/** Bytes that a varint of a number below 2^30 takes. */
function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value * 2; rest > 127; rest >>>= 7) bytes += 1
  return bytes
}
