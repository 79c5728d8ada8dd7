/**
 * The same value without what PostgreSQL cannot hold in texts and JSON: zero characters and lone halves of surrogate pairs,
 * which people can send, become U+FFFD. So in keys and values at any depth; integers beyond 2^53 become text.
 */
export function storable<T>(value: T): T {
  return clean(value) as T
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), clean(inner)]))
}

function text(value: string): string {
  return value.toWellFormed().replaceAll('\0', '\uFFFD')
}
