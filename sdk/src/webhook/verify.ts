import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto'
import { signingKey } from './sign.ts'

const shape = /^sha256=([0-9a-f]{64})$/

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
  const keys: readonly (readonly [string, KeyObject])[] = secrets.map(({ appId, secret }) => [
    appId,
    signingKey(secret),
  ])
  return (body, signature) => {
    const hex = shape.exec(signature)?.[1]
    if (hex === undefined) return null
    const given = Buffer.from(hex, 'hex')
    for (const [appId, key] of keys)
      if (timingSafeEqual(createHmac('sha256', key).update(body).digest(), given)) return appId
    return null
  }
}
