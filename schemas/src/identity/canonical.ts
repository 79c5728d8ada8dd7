import { isObject } from '../codec/own.ts'
import type { Scalar } from './scalar.ts'

/**
 * Canonical JSON text (RFC 8785): no white space, properties sorted by UTF-16 code units, numbers and text as ECMAScript
 * writes them. RFC 8785 refuses what I-JSON does not have; an identity must exist for whatever JSON can carry, so:
 * - a bigint (an integer beyond ±(2^53-1)) is its digits;
 * - a number too large for a double is `1e999` or `-1e999`;
 * - a lone surrogate is its escape in lower case, `\ud83d`.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (isObject(value)) {
    const names = Object.keys(value).toSorted()
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
  }
  return String(value)
}

function canonicalNumber(value: number): string {
  if (Number.isFinite(value)) return JSON.stringify(value)
  return value > 0 ? '1e999' : '-1e999'
}

/** The canonical text of an array of scalars and nulls, which JSON.stringify writes canonically unless one is a bigint. */
export function canonicalScalars(values: readonly (Scalar | null)[]): string {
  return values.some((value) => typeof value === 'bigint') ? canonical(values) : JSON.stringify(values)
}
