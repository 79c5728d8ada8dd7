import { type AvroField, type AvroRecord, type AvroSchema, isUnion, named, type NamedRecords } from './avro-schema.ts'
import { parseJson } from './json.ts'
import { isObject, type JsonObject } from './own.ts'

/** Turns a decoded value into JSON as it was sent, apart from nulls and unmapped properties. Copies what it changes. */
export type Restore = (value: unknown) => unknown

/** Compiles the way back of a record's field, e.g. `value` of an event: the counterpart of `compileFit`. */
export function compileRestore(records: NamedRecords, field: AvroField): Restore {
  return compile({ records, done: new Map() }, field.type, records.root.namespace) ?? same
}

interface Compilation {
  readonly records: NamedRecords
  readonly done: Map<string, Restore>
}

/** undefined: the value is already what was sent. */
function compile(at: Compilation, schema: AvroSchema, namespace: string): Restore | undefined {
  if (isUnion(schema)) return compileUnion(at, schema, namespace)
  if (typeof schema === 'string') return compileRecord(at, at.records.find(schema, namespace))
  if (schema.type === 'record') return compileRecord(at, named(schema, namespace))
  if (schema.logicalType === 'json-integer') return (text) => (typeof text === 'string' ? parseJson(text) : text)
  const each = schema.items === undefined ? undefined : compile(at, schema.items, namespace)
  return each && ((list) => (Array.isArray(list) ? list.map(each) : list))
}

/** The branches differ in their JSON kind, and each restore leaves other kinds alone. */
function compileUnion(at: Compilation, branches: readonly AvroSchema[], namespace: string): Restore | undefined {
  return branches
    .map((branch) => compile(at, branch, namespace))
    .reduce((first, next) => (first && next ? (value) => next(first(value)) : (first ?? next)), undefined)
}

function compileRecord(at: Compilation, record: AvroRecord | undefined): Restore | undefined {
  if (record === undefined) return undefined
  const done = at.done.get(record.fullName)
  if (done !== undefined) return done
  const properties = new Map<string, Restore>()
  const restore = restoreRecord(properties)
  at.done.set(record.fullName, restore)
  for (const { name, type } of record.fields) {
    const property = compile(at, type, record.namespace)
    if (property !== undefined) properties.set(name, property)
  }
  return restore
}

/** Without its nulls, which stand for absent properties. */
function restoreRecord(properties: ReadonlyMap<string, Restore>): Restore {
  return (value) => {
    if (!isObject(value)) return value
    const sent: JsonObject = {}
    for (const name of Object.keys(value)) {
      const property = value[name]
      if (property === null) continue
      const restore = properties.get(name)
      sent[name] = restore === undefined ? property : restore(property)
    }
    return sent
  }
}

function same(value: unknown): unknown {
  return value
}
