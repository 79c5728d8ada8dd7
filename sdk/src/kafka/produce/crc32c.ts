/** Castagnoli's polynomial, reversed. */
const POLYNOMIAL = 0x82f63b78

/** Table n says what a byte does to the checksum that has n more bytes after it: eight bytes are taken in one step. */
const tables = tablesOf(8)
const [T0, T1, T2, T3, T4, T5, T6, T7] = tables as [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
]

/** CRC-32C (RFC 3720, appendix B.4) of the bytes from `start` to `end`, as an unsigned integer. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1
  let i = start
  for (; i + 8 <= end; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    const low = T7[crc & 0xff]! ^ T6[(crc >>> 8) & 0xff]! ^ T5[(crc >>> 16) & 0xff]! ^ T4[crc >>> 24]!
    crc = low ^ T3[bytes[i + 4]!]! ^ T2[bytes[i + 5]!]! ^ T1[bytes[i + 6]!]! ^ T0[bytes[i + 7]!]!
  }
  for (; i < end; i += 1) crc = T0[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}

function tablesOf(count: number): readonly Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    return crc
  })
  const made = [first]
  while (made.length < count) made.push(made.at(-1)!.map((crc) => (crc >>> 8) ^ first[crc & 0xff]!))
  return made
}
