import type { IncomingMessage } from 'node:http'
import { createGrowingBuffer } from './growing-buffer.ts'
import { limits } from './limits.ts'

/** Why a body was not read: too large (413), no room for it now (503), or the sender went away (nothing to answer). */
export type BodyRefusal = 'too_large' | 'no_room' | 'aborted'

export class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly refusal: BodyRefusal

  constructor(refusal: BodyRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

/** A body that was read. */
export interface HeldBody {
  readonly bytes: Buffer
  /** Gives its room back, once, when it is answered. */
  release(): void
}

/** Reads bodies within one bound over all requests. Memory counts as bytes arrive, not as they are announced. */
export interface BodyReader {
  /** Calls back once, with the body or a BodyError. */
  read(stream: IncomingMessage, done: (error: BodyError | null, body?: HeldBody) => void): void
  /** Memory of all bodies, in bytes: what is allocated for them. */
  readonly heldBytes: number
}

export function createBodyReader(
  bounds: Pick<typeof limits, 'bodyBytes' | 'allBodiesBytes' | 'smallBodyBytes'> = limits,
): BodyReader {
  let held = 0
  const roomFor = (announced: number): number =>
    announced <= bounds.smallBodyBytes ? bounds.allBodiesBytes : bounds.allBodiesBytes * 0.75

  const read: BodyReader['read'] = (stream, done) => {
    const announced = Number(stream.headers['content-length'] ?? Number.POSITIVE_INFINITY)
    const room = roomFor(announced)
    const buffer = createGrowingBuffer(Math.min(announced, bounds.bodyBytes))
    let size = 0
    // Asked instead of taking the listeners off, which costs more than all the rest: the stream ends with its request.
    let ended = false
    const release = () => void (held -= buffer.capacity)
    const end = (error: BodyError | null, body?: HeldBody) => {
      ended = true
      if (error !== null) {
        release()
        // Without it the rest would still be read, and dropped.
        stream.pause()
      }
      done(error, body)
    }
    const onData = (chunk: Buffer) => {
      if (ended) return
      size += chunk.length
      if (size > bounds.bodyBytes) return end(new BodyError('too_large'))
      const before = buffer.capacity
      buffer.add(chunk)
      held += buffer.capacity - before
      if (held > room) end(new BodyError('no_room'))
    }
    const onEnd = () => {
      if (!ended) end(null, { bytes: buffer.bytes(), release })
    }
    const onClose = () => {
      if (!ended) end(new BodyError('aborted'))
    }
    // An aborted request also emits 'error'; 'close' follows and is the one that counts.
    stream.on('data', onData).on('end', onEnd).on('close', onClose).on('error', ignore)
  }
  return {
    read,
    get heldBytes() {
      return held
    },
  }
}

function ignore(): void {}
