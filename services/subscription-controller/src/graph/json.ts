/** A property of what may be an object; inherited ones do not count. */
export function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (of as Readonly<Record<string, unknown>>)[name]
    : undefined
}

/** A whole number, or null. */
export function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** A text that is not empty, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** An id: digits, as Meta sends them. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{1,32}$/.test(value) ? value : null
}
