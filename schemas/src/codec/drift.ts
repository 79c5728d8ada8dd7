import { jsonText } from './json.ts'

/**
 * What fitting a value collects: the pointers of known properties that were null, and the pointers and values of what
 * the schema does not know or cannot hold.
 */
export interface Drift {
  readonly nulls: string[]
  readonly pointers: string[]
  readonly values: unknown[]
}

export function noDrift(): Drift {
  return { nulls: [], pointers: [], values: [] }
}

/** Takes back what was collected beyond these lengths: a part of the value did not fit after all. */
export function reset(drift: Drift, nulls: number, unmapped: number): void {
  drift.nulls.length = nulls
  drift.pointers.length = unmapped
  drift.values.length = unmapped
}

/** Keeps a value that the schema does not know or cannot hold. */
export function keepUnmapped(drift: Drift, pointer: string, value: unknown): void {
  drift.pointers.push(pointer)
  drift.values.push(value)
}

/** The record's `unmapped`: JSON pointer to JSON text. */
export function unmappedTexts(drift: Drift): Record<string, string> {
  return Object.fromEntries(drift.pointers.map((pointer, i) => [pointer, jsonText(drift.values[i])]))
}
