import type { AvroField, AvroRecord, AvroSchema } from './avro.ts'

type JsonObject = Readonly<Record<string, unknown>>

const RECORD = new Set(['type', 'name', 'namespace', 'doc', 'fields'])
const FIELD = new Set(['name', 'type', 'doc', 'default'])
const ARRAY = new Set(['type', 'items'])
const MAP = new Set(['type', 'values'])
const LOGICAL = new Set(['type', 'logicalType'])

/**
 * Reads one schema file that holds one record.
 * Strict: anything outside the part of Avro that the contract uses (enum, fixed, aliases, custom attributes) is an error
 * that names the file and the place.
 */
export function parseRecord(text: string, file: string): AvroRecord {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause })
  }
  const schema = schemaOf(json, file)
  if (typeof schema === 'string' || !('fields' in schema)) throw new Error(`${file}: expected one record definition`)
  return schema
}

function schemaOf(json: unknown, at: string): AvroSchema {
  if (typeof json === 'string') return json
  if (Array.isArray(json)) return json.map((branch, i) => schemaOf(branch, `${at}[${i}]`))
  const object = objectOf(json, at)
  const type = object['type']
  if (type === 'record') return recordOf(object, at)
  if (type === 'array') {
    only(object, ARRAY, at)
    return { type, items: schemaOf(object['items'], `${at}.items`) }
  }
  if (type === 'map') {
    only(object, MAP, at)
    return { type, values: schemaOf(object['values'], `${at}.values`) }
  }
  if (type === 'enum' || type === 'fixed') throw new Error(`${at}: ${type} is not part of the contract, use string`)
  only(object, LOGICAL, at)
  return { type: textOf(object, 'type', at), logicalType: textOf(object, 'logicalType', at) }
}

function recordOf(object: JsonObject, at: string): AvroRecord {
  only(object, RECORD, at)
  const name = textOf(object, 'name', at)
  const fields = object['fields']
  if (!Array.isArray(fields)) throw new Error(`${at}: record ${name} has no fields`)
  const namespace = optionalText(object, 'namespace', at)
  const doc = optionalText(object, 'doc', at)
  return {
    type: 'record',
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(doc === undefined ? {} : { doc }),
    fields: fields.map((field: unknown, i) => fieldOf(field, `${at}: ${name} field ${i}`)),
  }
}

function fieldOf(json: unknown, at: string): AvroField {
  const object = objectOf(json, at)
  only(object, FIELD, at)
  const name = textOf(object, 'name', at)
  const doc = optionalText(object, 'doc', at)
  return {
    name,
    type: schemaOf(object['type'], `${at} (${name})`),
    ...(Object.hasOwn(object, 'default') ? { default: object['default'] } : {}),
    ...(doc === undefined ? {} : { doc }),
  }
}

function objectOf(json: unknown, at: string): JsonObject {
  if (!isObject(json)) throw new Error(`${at}: expected a schema, got ${JSON.stringify(json) ?? 'nothing'}`)
  return json
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function only(object: JsonObject, known: ReadonlySet<string>, at: string): void {
  const odd = Object.keys(object).find((name) => !known.has(name))
  if (odd !== undefined) throw new Error(`${at}: unknown attribute ${odd}`)
}

function textOf(object: JsonObject, name: string, at: string): string {
  const value = object[name]
  if (typeof value !== 'string') throw new Error(`${at}: ${name} must be text`)
  return value
}

function optionalText(object: JsonObject, name: string, at: string): string | undefined {
  return Object.hasOwn(object, name) ? textOf(object, name, at) : undefined
}
