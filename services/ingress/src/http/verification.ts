import { createHash, timingSafeEqual } from 'node:crypto'

/** The answer to Meta's verification request: the challenge to echo, or the status that refuses it. */
export type Verification = { readonly challenge: string } | { readonly status: 400 | 403 }

/** What may be echoed: nothing that a browser could take for markup. */
const echoable = /^[A-Za-z0-9_-]{1,256}$/

/** Decides on the query of `GET /webhook`. A parameter that was sent twice is an array and never right. */
export function verifySubscription(query: Readonly<Record<string, unknown>>, tokens: readonly string[]): Verification {
  const token = query['hub.verify_token']
  if (query['hub.mode'] !== 'subscribe' || typeof token !== 'string') return { status: 403 }
  if (!tokens.some((known) => equal(known, token))) return { status: 403 }
  const challenge = query['hub.challenge']
  return typeof challenge === 'string' && echoable.test(challenge) ? { challenge } : { status: 400 }
}

/** Compares in a time that tells nothing about the token, not even its length. */
function equal(known: string, given: string): boolean {
  return timingSafeEqual(digest(known), digest(given))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
