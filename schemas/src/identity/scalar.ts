/** What can be a part of an identity by itself: text that is not empty, or a number. */
export type Scalar = string | number | bigint

/** The value if it is a scalar. Empty text says nothing, so it counts as missing. */
export function scalar(value: unknown): Scalar | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return value
  return undefined
}
