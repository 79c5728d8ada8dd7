/** Bytes that arrive in pieces, however small, in one buffer. */
export interface GrowingBuffer {
  /** The memory that the bytes take. */
  readonly capacity: number
  add(piece: Buffer): void
  /** All bytes so far. */
  bytes(): Buffer
}

/**
 * Pieces are copied: kept as they come, each of them would hold the memory around it, a hundred times its size. The
 * buffer grows with what has arrived, at most to twice of it and never beyond `announcedBytes`. A first piece that is all
 * that was announced is taken as it is.
 * @param announcedBytes infinite when nothing was announced. More than announced must not be added.
 */
export function createGrowingBuffer(announcedBytes: number): GrowingBuffer {
  let buffer = empty
  let size = 0
  return {
    get capacity() {
      return buffer.length
    },
    add(piece) {
      if (size === 0 && piece.length === announcedBytes) buffer = piece
      else {
        const needed = size + piece.length
        if (needed > buffer.length) buffer = grown(buffer, Math.min(announcedBytes, Math.max(needed, 2 * size)))
        piece.copy(buffer, size)
      }
      size += piece.length
    },
    bytes: () => buffer.subarray(0, size),
  }
}

const empty: Buffer = Buffer.alloc(0)

/** Not from the pool: the memory of a body is its own. */
function grown(buffer: Buffer, capacity: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(capacity)
  buffer.copy(larger)
  return larger
}
