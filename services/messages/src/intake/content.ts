/** Properties that have a column of their own, or say nothing. */
const elsewhere: ReadonlySet<string> = new Set([
  'id',
  'timestamp',
  'type',
  'from',
  'from_user_id',
  'from_parent_user_id',
  'from_logical_id',
  'to',
  'to_user_id',
  'to_parent_user_id',
  'group_id',
  'errors',
  'identity',
  'history_context',
])

/**
 * What a message says: the property named by its type, and what it refers to, without nulls. What the schema does not
 * know is kept as `unmapped`. Null when there is nothing. The author of the message that is answered is left out: the id
 * of that message tells it, and so no person's id stands in what others wrote.
 */
export function contentOf(message: object, unmapped: Readonly<Record<string, string>>): object | null {
  const said = Object.entries(message).filter(([name, value]) => value !== null && !elsewhere.has(name))
  const content = Object.fromEntries(said.map(([name, value]) => [name, compact(withoutAuthor(name, value))]))
  const unknown = Object.keys(unmapped).length > 0 ? { unmapped } : {}
  const all = { ...content, ...unknown }
  return Object.keys(all).length > 0 ? all : null
}

function withoutAuthor(name: string, value: unknown): unknown {
  return name === 'context' && typeof value === 'object' && value !== null ? { ...value, from: null } : value
}

/** A value without the properties that are null. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact)
  if (typeof value !== 'object' || value === null) return value
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) if (inner !== null) kept[name] = compact(inner)
  return kept
}

/** Like `compact`, for a column that may be empty. */
export function compactObject(value: object): object | null {
  const kept = compact(value) as object
  return Object.keys(kept).length > 0 ? kept : null
}
