import { isObject, parseJson } from '@wabastream/schemas/codec'
import { readFileSync } from 'node:fs'
import { UsageError } from '../program/usage-error.ts'

/** A webhook body in a file, and the values of one field in it. */
export interface FieldSample {
  readonly body: unknown
  readonly values: readonly object[]
}

/** A body for a field of which nothing is known yet. */
export function inventedSample(field: string): FieldSample {
  const value = { event: 'EXAMPLE', display_phone_number: '15550000001' }
  const entry = [{ id: '102290129340398', time: 1_760_000_000, changes: [{ field, value }] }]
  return { body: { object: 'whatsapp_business_account', entry }, values: [value] }
}

/**
 * Reads a webhook body that has changes of this field, as `waba tail quarantine` or `--format webhook` print it.
 * @throws UsageError when the file cannot be read, or holds no such change.
 */
export function readFieldSample(path: string, field: string): FieldSample {
  const body = bodyIn(path)
  const values = changesIn(body).flatMap((change) =>
    change['field'] === field && isObject(change['value']) ? [change['value']] : [],
  )
  if (values.length > 0) return { body, values }
  throw new UsageError(`${path} has no change of the field ${field} with an object as its value`)
}

function bodyIn(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new UsageError(`Cannot read a webhook body from ${path} (${code ?? 'it is no JSON'})`, { cause })
  }
}

function changesIn(body: unknown): readonly Record<string, unknown>[] {
  const entries = list(isObject(body) ? body['entry'] : undefined)
  return entries.flatMap((entry) => list(entry['changes']))
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
