import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../config/loopback.ts'
import { Problem } from './problem.ts'

/** Throws the Problem of a request that may not be answered. */
export type Guard = (request: FastifyRequest) => void

/**
 * Who may ask. With a token: who has it. Without one (the server listens on loopback only): programs of this machine,
 * but no page in a browser of this machine that was sent here by another site, be it through a name that resolves to
 * loopback (DNS rebinding: `Host` tells) or directly (`Origin` tells).
 */
export function createGuard(token: string | undefined): Guard {
  return token === undefined ? fromThisMachine : bearing(token)
}

function fromThisMachine({ headers }: FastifyRequest): void {
  if (!isLoopback(hostOf(`http://${headers.host ?? ''}`)))
    throw new Problem(
      421,
      'Without a token this API answers to localhost only: ask for it by that name, or set API_TOKEN.',
    )
  if (headers.origin !== undefined && !isLoopback(hostOf(headers.origin)))
    throw new Problem(403, 'This API answers no pages of other sites.')
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

/** Digests have one length, so that neither it nor the first wrong character can be measured. */
function bearing(token: string): Guard {
  const expected = digest(token)
  return ({ headers }) => {
    const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return
    const challenge = { 'www-authenticate': given === undefined ? 'Bearer' : 'Bearer error="invalid_token"' }
    throw new Problem(401, 'Send the header "Authorization: Bearer …" with the token of API_TOKEN.', {
      headers: challenge,
    })
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
