import type { IncomingMessage } from 'node:http'
import type { FastifyReply } from 'fastify'
import { limits, retryAfterSeconds } from './limits.ts'

/** What a status is worth nothing without. */
const headersOf: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  405: { allow: 'GET, POST' },
  503: { 'retry-after': String(retryAfterSeconds) },
}

/**
 * Answers a request that is not served, without detail. A small body is read and dropped, so that the connection can go
 * on. A large one is left unread, which costs nothing: its sender gets the answer, and after a moment in which it can
 * read it the connection is closed.
 */
export function refuse(reply: FastifyReply, status: number): void {
  const headers = headersOf[status] ?? {}
  if (!hasMuchToCome(reply.request.raw)) return void reply.code(status).headers(headers).send()
  reply.hijack()
  const response = reply.raw
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': '0' }).flushHeaders()
  // Ending the response would make Node read all that is still to come; closing at once could reset the connection
  // before the sender has read the answer.
  const timer = setTimeout(() => response.end(), limits.lingerMs)
  response.once('close', () => clearTimeout(timer))
}

function hasMuchToCome({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > limits.droppedBytes
}
