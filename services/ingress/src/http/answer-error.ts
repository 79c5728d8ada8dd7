import type { FastifyReply, FastifyRequest } from 'fastify'
import { BodyError, type BodyRefusal } from './body-reader.ts'
import { refuse } from './refuse.ts'

/** `aborted` is answered too, to nobody: the socket is gone. */
const statusOf: Readonly<Record<BodyRefusal, number>> = { too_large: 413, no_room: 503, aborted: 400 }

/**
 * The answer to everything that went wrong. Whatever is not the sender's fault is 503: Meta sends it again, and
 * nothing is lost. No detail goes out.
 */
export function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error instanceof BodyError ? statusOf[error.refusal] : (clientFault(error) ?? 503)
  refuse(reply, status)
}

/** Fastify's own refusals, such as a malformed path. */
function clientFault(error: unknown): number | null {
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  return code?.startsWith('FST_') && statusCode !== undefined && statusCode < 500 ? statusCode : null
}
