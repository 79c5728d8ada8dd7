import { signatureHeader, type Verifier } from '@wabastream/sdk/webhook'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { answerError } from './answer-error.ts'
import type { BodyReader, HeldBody } from './body-reader.ts'
import { limits } from './limits.ts'
import { refusedByHeaders } from './preconditions.ts'
import { refuse } from './refuse.ts'
import { createTurns, type Turns } from './turns.ts'

/** An authentic body, complete. */
export interface Received {
  readonly body: Buffer
  /** The app whose secret signed it. */
  readonly appId: string
  /** When its last byte had arrived, in milliseconds since 1970. */
  readonly receivedAt: number
}

export interface Receiver {
  readonly verify: Verifier
  /** Resolves when every record of the body is kept; rejects when Meta has to send it again. */
  readonly keep: (received: Received) => Promise<void>
  /** False while the service is starting or stopping. */
  readonly accepting: () => boolean
}

/** What `POST /webhook` needs. */
export interface ReceiveParts extends Receiver {
  readonly bodies: BodyReader
}

/**
 * `POST /webhook`: 200 only when everything is kept. Errors are answered in one place, see answer-error.ts.
 * All of it happens in the first hook, so there is nothing left for a handler: Fastify's own way to a body and from there
 * to the handler takes longer than checking the signature.
 */
export function receiveRoute(parts: ReceiveParts): RouteOptions {
  // Hashing a large body takes milliseconds, with each secret anew.
  const ports = { ...parts, turn: createTurns() }
  return {
    method: 'POST',
    url: '/webhook',
    onRequest: (request, reply, _done) => {
      const status = refusedByHeaders(request.headers, request.raw.rawHeaders)
      if (status !== null) return refuse(reply, status)
      if (!parts.accepting()) return refuse(reply, 503)
      parts.bodies.read(request.raw, (error, body) => {
        if (body === undefined) answerError(error, request, reply)
        else void receive(ports, body, request, reply)
      })
    },
    handler: (_request, reply) => refuse(reply, 503),
  }
}

async function receive(
  { verify, keep, turn }: Receiver & { readonly turn: Turns },
  { bytes, release }: HeldBody,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const receivedAt = Date.now()
  try {
    if (bytes.length > limits.smallBodyBytes) await turn()
    const appId = verify(bytes, request.headers[signatureHeader] as string)
    if (appId === null) return refuse(reply, 401)
    await keep({ body: bytes, appId, receivedAt })
    accept(reply)
  } catch (error) {
    answerError(error, request, reply)
  } finally {
    release()
  }
}

/** Written as it is: every webhook gets the same answer. */
function accept(reply: FastifyReply): void {
  reply.hijack()
  reply.raw.writeHead(200, acceptedHeaders).end('{}', 'latin1')
}

const acceptedHeaders = ['content-type', 'application/json; charset=utf-8', 'content-length', '2']
