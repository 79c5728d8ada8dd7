import type { FastifyReply, FastifyRequest } from 'fastify'
import { BodyError, type BodyRefusal } from './body-reader.ts'
import { refuse } from './refuse.ts'

/** `aborted` has no answer: the socket is gone. */
const statusOf: Readonly<Record<Exclude<BodyRefusal, 'aborted'>, number>> = { too_large: 413, no_room: 503 }

/**
 * The answer to everything that went wrong. Whatever is not the sender's fault is 503: Meta sends it again, and
 * nothing is lost. No detail goes out.
 */
export function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof BodyError)) return refuse(reply, clientFault(error) ?? 503)
  if (error.refusal === 'aborted') return void reply.hijack()
  refuse(reply, statusOf[error.refusal])
}

/** Fastify's own refusals, such as a malformed path. */
function clientFault(error: unknown): number | null {
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  return code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500 ? statusCode : null
}
