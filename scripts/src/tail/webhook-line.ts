import { isEvent, jsonText, rebuild } from '@wabastream/schemas/codec'
import { alone } from '@wabastream/schemas/items'
import type { TailRecord } from './tail-record.ts'

/** A JSON value on a line of its own. */
export function bodyLine(body: unknown): Buffer {
  return Buffer.from(`${jsonText(body)}\n`)
}

/** A raw body on a line of its own. JSON has line breaks only between its parts, where a space means the same. */
export function rawLine(body: Uint8Array): Buffer {
  const line = Buffer.alloc(body.length + 1, '\n')
  for (const [at, byte] of body.entries()) line[at] = byte === 10 || byte === 13 ? 32 : byte
  return line
}

/** The raw body that a record from quarantine holds; null for any other record. */
export function quarantinedBody(value: unknown): Uint8Array | null {
  if (!isQuarantine(value)) return null
  return value.body instanceof Uint8Array ? value.body : null
}

/** True for a decoded record from quarantine. */
export function isQuarantine(value: unknown): value is { readonly delivery_id: string; readonly body: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'body' in value &&
    'reason' in value &&
    'delivery_id' in value &&
    typeof value.delivery_id === 'string'
  )
}

/**
 * A decoded record as the webhook that would bring just this: of an event the body with this one item, from quarantine the
 * raw body. Null for records that no webhook brought.
 */
export function webhookLine({ value, schema }: Pick<TailRecord, 'value' | 'schema'>): Buffer | null {
  if (isEvent(value)) return bodyLine(alone(rebuild(value, schema ?? '')))
  const raw = quarantinedBody(value)
  return raw ? rawLine(raw) : null
}
