import { isDeepStrictEqual } from 'node:util'

/**
 * Whether two Avro texts say the same, documentation and defaults included. A registry gives back what it understood, not
 * the text that it was given: other order of properties, names without the namespace that they have anyway.
 */
export function sameSchema(a: string, b: string): boolean {
  if (a === b) return true
  try {
    return isDeepStrictEqual(plainForm(JSON.parse(a)), plainForm(JSON.parse(b)))
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** Properties that hold types or names. All others (`default`, `doc`, `symbols`) are compared as they stand. */
const typeNames = new Set(['name', 'type', 'items', 'values'])

function plainForm(schema: unknown): unknown {
  if (typeof schema === 'string') return schema.slice(schema.lastIndexOf('.') + 1)
  if (Array.isArray(schema)) return schema.map(plainForm)
  if (typeof schema !== 'object' || schema === null) return schema
  const properties = Object.entries(schema)
    .filter(([key]) => key !== 'namespace')
    .map(([key, value]): [string, unknown] => [key, formOf(key, value)])
  const [only] = properties
  // {"type": "string"} says the same as "string".
  return properties.length === 1 && only?.[0] === 'type' ? only[1] : Object.fromEntries(properties)
}

function formOf(key: string, value: unknown): unknown {
  if (key === 'fields') return Array.isArray(value) ? value.map(fieldForm) : value
  return typeNames.has(key) ? plainForm(value) : value
}

function fieldForm(field: unknown): unknown {
  if (typeof field !== 'object' || field === null) return field
  return Object.fromEntries(
    Object.entries(field).map(([key, value]) => [key, key === 'type' ? plainForm(value) : value]),
  )
}
