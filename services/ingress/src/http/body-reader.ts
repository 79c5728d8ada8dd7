import type { IncomingMessage } from 'node:http'
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

/** Reads bodies within one bound over all requests. Bytes count as they arrive, not as they are announced. */
export interface BodyReader {
  /** Calls back once, with the body or a BodyError. */
  read(stream: IncomingMessage, done: (error: BodyError | null, body?: Buffer) => void): void
  /** Gives the room of an answered body back. */
  release(body: Buffer): void
  /** Bytes of all bodies in memory. */
  readonly heldBytes: number
}

export function createBodyReader(
  bounds: Pick<typeof limits, 'bodyBytes' | 'allBodiesBytes' | 'smallBodyBytes'> = limits,
): BodyReader {
  let held = 0
  const roomFor = (stream: IncomingMessage): number =>
    Number(stream.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= bounds.smallBodyBytes
      ? bounds.allBodiesBytes
      : bounds.allBodiesBytes * 0.75

  const read: BodyReader['read'] = (stream, done) => {
    const room = roomFor(stream)
    const chunks: Buffer[] = []
    let size = 0
    const end = (error: BodyError | null, body?: Buffer) => {
      stream.removeListener('data', onData).removeListener('end', onEnd).removeListener('close', onClose)
      if (error !== null) {
        held -= size
        // Without it the rest would still be read, and dropped.
        stream.pause()
      }
      done(error, body)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      held += chunk.length
      if (size > bounds.bodyBytes) end(new BodyError('too_large'))
      else if (held > room) end(new BodyError('no_room'))
      else chunks.push(chunk)
    }
    const onEnd = () => end(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size))
    const onClose = () => end(new BodyError('aborted'))
    // An aborted request also emits 'error'; 'close' follows and is the one that counts.
    stream.on('data', onData).on('end', onEnd).on('close', onClose).on('error', ignore)
  }
  return {
    read,
    release: (body) => void (held -= body.length),
    get heldBytes() {
      return held
    },
  }
}

function ignore(): void {}
