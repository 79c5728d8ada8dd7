import { randomBytes, randomInt } from 'node:crypto'

/** An id in Meta's form: digits, the first one no 0. */
export function inventId(): string {
  return digits(15)
}

/** A number of the range 555-01xx, which is kept for fiction. */
export function inventPhoneNumber(): string {
  return `1${digits(3)}55501${randomInt(100).toString().padStart(2, '0')}`
}

/** An app secret: 32 hex digits. */
export function inventSecret(): string {
  return randomBytes(16).toString('hex')
}

/** A token in Meta's form. */
export function inventToken(): string {
  return `EAA${randomBytes(90).toString('base64url').replaceAll(/[-_]/g, 'Z')}`
}

/** A namespace of message templates. */
export function inventNamespace(): string {
  return randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1_$2_$3_$4_')
}

function digits(count: number): string {
  return Array.from({ length: count }, (_, at) => randomInt(at === 0 ? 1 : 0, 10)).join('')
}
