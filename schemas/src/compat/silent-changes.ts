import { isDeepStrictEqual } from 'node:util'

type JsonObject = Readonly<Record<string, unknown>>

interface Walk {
  readonly before: ReadonlyMap<string, JsonObject>
  readonly after: ReadonlyMap<string, JsonObject>
  readonly done: Set<string>
}

/**
 * Changes that Avro's rules and registries accept, and that still take something from a reader. Only what stands in both
 * versions under one name is compared; new properties are fine.
 */
export function silentChanges(before: unknown, after: unknown): readonly string[] {
  const walk: Walk = { before: namesIn(before), after: namesIn(after), done: new Set() }
  return compare(before, after, '', walk)
}

function compare(before: unknown, after: unknown, at: string, walk: Walk): readonly string[] {
  const old = resolve(before, walk.before)
  const now = resolve(after, walk.after)
  const problems = [...textAgainstBytes(old, now, at), ...logicalType(old, now, at)]
  if (Array.isArray(old) && Array.isArray(now)) {
    // Branches are matched by place: a branch that moved, came or went is already refused by schema resolution.
    return [...problems, ...old.flatMap((branch: unknown, i) => compare(branch, now[i], at, walk))]
  }
  if (!isObject(old) || !isObject(now)) return problems
  if (Array.isArray(old['fields'])) return [...problems, ...compareRecords(old, now, at, walk)]
  if (old['items'] !== undefined) return [...problems, ...compare(old['items'], now['items'], `${at}[]`, walk)]
  if (old['values'] !== undefined) return [...problems, ...compare(old['values'], now['values'], `${at}{}`, walk)]
  return problems
}

function compareRecords(before: JsonObject, after: JsonObject, at: string, walk: Walk): readonly string[] {
  const name = String(before['name'])
  if (walk.done.has(name)) return []
  walk.done.add(name)
  const fieldsAfter = fieldsOf(after)
  return [...fieldsOf(before)].flatMap(([field, old]) => {
    const place = at === '' ? field : `${at}.${field}`
    const now = fieldsAfter.get(field)
    if (now === undefined) return [`${place} is gone: readers lose it, and its name can never be used again`]
    const same = isDeepStrictEqual(old['default'], now['default'])
    return [...(same ? [] : [`${place} has another default`]), ...compare(old['type'], now['type'], place, walk)]
  })
}

function textAgainstBytes(before: unknown, after: unknown, at: string): readonly string[] {
  const kinds = [primitiveOf(before), primitiveOf(after)]
  return kinds.includes('string') && kinds.includes('bytes') ? [`${at} changes between string and bytes`] : []
}

function logicalType(before: unknown, after: unknown, at: string): readonly string[] {
  const old = isObject(before) ? before['logicalType'] : undefined
  const now = isObject(after) ? after['logicalType'] : undefined
  return old === now ? [] : [`${at} changes its logical type from ${text(old)} to ${text(now)}`]
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : 'none'
}

function primitiveOf(schema: unknown): unknown {
  return isObject(schema) ? schema['type'] : schema
}

function fieldsOf(record: JsonObject): ReadonlyMap<string, JsonObject> {
  const fields: unknown = record['fields']
  const list: readonly unknown[] = Array.isArray(fields) ? fields : []
  return new Map(list.filter(isObject).map((field) => [String(field['name']), field]))
}

function resolve(schema: unknown, names: ReadonlyMap<string, JsonObject>): unknown {
  if (typeof schema === 'string') return names.get(shortName(schema)) ?? schema
  // {"type": {…}} means what is inside, but {"type": "string", "logicalType": …} is a schema of its own.
  return isObject(schema) && typeof schema['type'] === 'object' ? resolve(schema['type'], names) : schema
}

/** Definitions by name without namespace: a schema of ours has one namespace, which may or may not be written. */
function namesIn(schema: unknown): ReadonlyMap<string, JsonObject> {
  if (Array.isArray(schema)) return new Map(schema.flatMap((branch: unknown) => [...namesIn(branch)]))
  if (!isObject(schema)) return new Map()
  const own: [string, JsonObject][] = typeof schema['name'] === 'string' ? [[shortName(schema['name']), schema]] : []
  const types = [schema['type'], schema['items'], schema['values'], ...fieldsOf(schema).values()]
  return new Map([...(Array.isArray(schema['fields']) ? own : []), ...types.flatMap((type) => [...namesIn(type)])])
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
