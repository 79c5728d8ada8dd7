import { randomBytes } from 'node:crypto'

const POOL_BYTES = 4096
/** Hex digits of random bytes that one id takes. */
const DIGITS = 20

let pool = ''
let used = 0
let lastMs = Number.NaN
let lastTime = ''

/**
 * A new id for a delivery: a UUID of version 7 (RFC 9562), so that ids sort by the millisecond in which the body was
 * complete. Random digits come from a pool: one system call serves hundreds of deliveries.
 */
export function newDeliveryId(nowMs: number): string {
  if (used + DIGITS > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex')
    used = 0
  }
  const at = used
  used += DIGITS
  const variant = '89ab'.charAt(Number.parseInt(pool.charAt(at + 3), 16) & 3)
  return `${timeOf(nowMs)}-7${pool.slice(at, at + 3)}-${variant}${pool.slice(at + 4, at + 7)}-${pool.slice(at + 7, at + 19)}`
}

/** The first 12 digits. Many deliveries share a millisecond. */
function timeOf(nowMs: number): string {
  if (nowMs !== lastMs) {
    const time = nowMs.toString(16).padStart(12, '0')
    lastTime = `${time.slice(0, 8)}-${time.slice(8)}`
    lastMs = nowMs
  }
  return lastTime
}
