/** avsc writes no integer beyond this, although JSON numbers are exact one further. */
const MAX_LONG = Number.MAX_SAFE_INTEGER - 1

/** Text that a record can hold as it is: not empty, no lone surrogate. Else ''. */
export function textOf(value: unknown): string {
  return typeof value === 'string' && value.isWellFormed() ? value : ''
}

/** An integer that a record can hold as it is, else null. */
export function longOf(value: unknown): number | null {
  const isLong = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_LONG
  return isLong && !Object.is(value, -0) ? value : null
}
