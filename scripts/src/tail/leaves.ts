/** The leaves of a JSON value, each with its path. Arrays of one element have no index: `text.body`, `errors.code`. */
export function* leavesOf(value: unknown, path = ''): Generator<readonly [path: string, leaf: unknown]> {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) {
    yield [path, value]
    return
  }
  const isSingle = Array.isArray(value) && value.length === 1
  const entries = Object.entries(value)
  if (entries.length === 0) yield [path, value]
  for (const [name, part] of entries) yield* leavesOf(part, isSingle ? path : path === '' ? name : `${path}.${name}`)
}
