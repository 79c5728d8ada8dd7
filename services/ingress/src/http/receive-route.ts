import { signatureHeader, type Verifier } from '@wabastream/sdk/webhook'
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { HeldBody } from './body-reader.ts'
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

const nothing: HeldBody = { bytes: Buffer.alloc(0), release() {} }

/** `POST /webhook`: 200 only when everything is kept. Errors are answered in one place, see answer-error.ts. */
export function receiveRoute(receiver: Receiver): RouteOptions {
  // Hashing a large body takes milliseconds, with each secret anew.
  const turn = createTurns()
  return {
    method: 'POST',
    url: '/webhook',
    onRequest: (request, reply, done) => {
      const status = refusedByHeaders(request.headers, request.raw.rawHeaders)
      if (status !== null) refuse(reply, status)
      else if (!receiver.accepting()) refuse(reply, 503)
      else done()
    },
    handler: (request, reply) => receive(receiver, turn, request, reply),
  }
}

async function receive(
  receiver: Receiver,
  turn: Turns,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const receivedAt = Date.now()
  const body = (request.body as HeldBody | undefined) ?? nothing
  try {
    if (body.bytes.length > limits.smallBodyBytes) await turn()
    const appId = receiver.verify(body.bytes, request.headers[signatureHeader] as string)
    if (appId === null) return reply.code(401).send()
    await receiver.keep({ body: body.bytes, appId, receivedAt })
    return reply.type('application/json; charset=utf-8').send('{}')
  } finally {
    body.release()
  }
}
