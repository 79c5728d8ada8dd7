import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** The header in which Meta signs a webhook: `sha256=` and 64 lower-case hex digits. */
export const signatureHeader = 'x-hub-signature-256'

/** The header's value for a body: HMAC-SHA256 with the app secret over the bytes as they are on the wire. */
export function sign(body: Uint8Array, secret: string | KeyObject): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** A secret prepared once, which makes each signature cheaper. */
export function signingKey(secret: string): KeyObject {
  return createSecretKey(secret, 'utf8')
}
