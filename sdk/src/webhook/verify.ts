import { timingSafeEqual } from 'node:crypto'
import { createHmacSha256, type Hmac } from './hmac.ts'

const shape = /^sha256=[0-9a-f]{64}$/
const PREFIX = 'sha256='
const DIGITS = 64

/** Says which app signed a body, or null when none of the known secrets did. */
export type Verifier = (body: Uint8Array, signature: string) => string | null

/** Whether a signature header can be right at all; asked before any body is read. */
export function isSignature(header: string | readonly string[] | undefined): header is string {
  return typeof header === 'string' && shape.test(header)
}

/**
 * Checks signatures against every configured secret. Digests are compared in constant time.
 * An app may have two secrets while one is being replaced: both are accepted.
 */
export function createVerifier(secrets: readonly { readonly appId: string; readonly secret: string }[]): Verifier {
  const apps: readonly (readonly [string, Hmac])[] = secrets.map(({ appId, secret }) => [
    appId,
    createHmacSha256(secret),
  ])
  const given = Buffer.alloc(DIGITS)
  const right = Buffer.alloc(DIGITS)
  return (body, signature) => {
    if (signature.length !== PREFIX.length + DIGITS || !signature.startsWith(PREFIX)) return null
    given.write(signature.slice(PREFIX.length), 'latin1')
    for (const [appId, hmac] of apps) {
      right.write(hmac(body), 'latin1')
      if (timingSafeEqual(right, given)) return appId
    }
    return null
  }
}
