import { createHash, hash } from 'node:crypto'

/** SHA-256 works on blocks of 64 bytes (FIPS 180-4). */
const BLOCK_BYTES = 64
/** Bodies up to this size are hashed in one call, from memory that is kept. */
const KEPT_BYTES = 64 * 1024

const scratch = Buffer.allocUnsafeSlow(BLOCK_BYTES + KEPT_BYTES)

/** HMAC-SHA256 of bytes with one secret, as 64 lower-case hex digits. */
export type Hmac = (bytes: Uint8Array) => string

/**
 * HMAC-SHA256 (RFC 2104) as the two hashes that it is made of. Node's own object is made anew for each body, and costs
 * twice as much by itself and again in the garbage collector.
 */
export function createHmacSha256(secret: string): Hmac {
  const bytes = Buffer.from(secret, 'utf8')
  const key = Buffer.alloc(BLOCK_BYTES)
  if (bytes.length > BLOCK_BYTES) key.write(hash('sha256', bytes, 'hex'), 'hex')
  else bytes.copy(key)
  const inner = key.map((byte) => byte ^ 0x36)
  const outer = Buffer.alloc(BLOCK_BYTES + 32)
  outer.set(key.map((byte) => byte ^ 0x5c))
  return (body) => {
    outer.write(innerHash(inner, body), BLOCK_BYTES, 'hex')
    return hash('sha256', outer, 'hex')
  }
}

function innerHash(pad: Uint8Array, body: Uint8Array): string {
  if (body.length > KEPT_BYTES) return createHash('sha256').update(pad).update(body).digest('hex')
  scratch.set(pad)
  scratch.set(body, BLOCK_BYTES)
  return hash('sha256', scratch.subarray(0, BLOCK_BYTES + body.length), 'hex')
}
