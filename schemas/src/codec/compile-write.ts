import { isUnion, named, type AvroField, type AvroRecord, type AvroSchema, type NamedRecords } from './avro-schema.ts'
import { byte, double, long, text, type AvroSink } from './avro-sink.ts'
import { isObject } from './own.ts'

/**
 * Writes a value that its Avro type holds exactly as it is. False for every other value, and then what was written is
 * worth nothing. It is sure of what it writes and may decline more than it must: `fit` and avsc take the rest.
 */
export type Write = (sink: AvroSink, value: unknown) => boolean

/**
 * Compiles the way of an event's record into Avro in one walk. In `value`, a property that is null or that the schema
 * does not know is declined: it has to be noted beside the value.
 */
export function compileWrite(records: NamedRecords): Write {
  const { fields, namespace } = records.root
  const at: Compilation = { records, done: new Map(), nullIsSaid: true }
  const inValue: Compilation = { ...at, nullIsSaid: false }
  const names = fields.map(({ name }) => name)
  const writes = fields.map(({ name, type }) => compile(name === 'value' ? inValue : at, type, namespace))
  return (sink, record) => {
    if (!isObject(record)) return false
    for (let i = 0; i < writes.length; i += 1) if (!writes[i]?.(sink, record[names[i] as string])) return false
    return true
  }
}

/** What one compilation knows: the schema's records, and those that are compiled already. */
interface Compilation {
  readonly records: NamedRecords
  readonly done: Map<string, Write>
  /** Null is a value like others; else it is declined. */
  readonly nullIsSaid: boolean
}

const PRIMITIVES = new Map<string, Write>([
  ['string', (sink, v) => typeof v === 'string' && text(sink, v)],
  ['int', (sink, v) => isLong(v) && v >= -(2 ** 31) && v < 2 ** 31 && written(long(sink, v))],
  ['long', (sink, v) => isLong(v) && written(long(sink, v))],
  ['double', (sink, v) => typeof v === 'number' && written(double(sink, v))],
  ['boolean', (sink, v) => typeof v === 'boolean' && written(byte(sink, v ? 1 : 0))],
])

function written(_done: void): true {
  return true
}

/** avsc reads longs up to 2^53-2; -0 would come back as 0. */
function isLong(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 53 - 1 && !Object.is(value, -0)
}

/** The logical type `json-integer`: an integer of any size in JSON, decimal text in Avro. */
function writeJsonInteger(sink: AvroSink, value: unknown): boolean {
  const isExact = typeof value === 'bigint' || (Number.isSafeInteger(value) && !Object.is(value, -0))
  return isExact && text(sink, String(value))
}

const declined: Write = () => false

function compile(at: Compilation, schema: AvroSchema, namespace: string): Write {
  if (isUnion(schema)) return compileUnion(at, schema, namespace)
  if (typeof schema === 'string') return compileName(at, schema, namespace)
  if (schema.type === 'record') return compileRecord(at, named(schema, namespace))
  if (schema.type === 'array' && schema.items !== undefined) return writeArray(compile(at, schema.items, namespace))
  if (schema.type === 'map' && schema.values !== undefined) return writeMap(compile(at, schema.values, namespace))
  if (schema.logicalType === 'json-integer') return writeJsonInteger
  return compile(at, schema.type, namespace)
}

function compileName(at: Compilation, name: string, namespace: string): Write {
  const record = at.records.find(name, namespace)
  return PRIMITIVES.get(name) ?? (record ? compileRecord(at, record) : declined)
}

/** The first branch that takes the value, as `fit` does it. */
function compileUnion(at: Compilation, branches: readonly AvroSchema[], namespace: string): Write {
  const nullPlace = branches.indexOf('null')
  const writes = branches.map((branch) => (branch === 'null' ? declined : compile(at, branch, namespace)))
  return (sink, value) => {
    if (value === null) return at.nullIsSaid && nullPlace >= 0 && written(long(sink, nullPlace))
    const start = sink.at
    for (let i = 0; i < writes.length; i += 1) {
      if (i === nullPlace) continue
      sink.at = start
      long(sink, i)
      if (writes[i]?.(sink, value)) return true
    }
    return false
  }
}

function compileRecord(at: Compilation, record: AvroRecord): Write {
  const done = at.done.get(record.fullName)
  if (done !== undefined) return done
  const properties: Property[] = []
  const write = writeRecord(record.fields, properties)
  at.done.set(record.fullName, write)
  for (const { type } of record.fields) {
    const absent = isUnion(type) ? type.indexOf('null') : -1
    properties.push({ absent, write: compile(at, type, record.namespace) })
  }
  return write
}

interface Property {
  /** The branch of null, -1 when there is none. */
  readonly absent: number
  readonly write: Write
}

/** JSON has its properties in any order, Avro in that of the schema: they are sorted in first. */
function writeRecord(fields: readonly AvroField[], properties: readonly Property[]): Write {
  const places = new Map(fields.map(({ name }, place) => [name, place]))
  const blank: readonly unknown[] = fields.map(() => undefined)
  return (sink, value) => {
    if (!isObject(value)) return false
    const found = blank.slice()
    for (const key in value) {
      const place = places.get(key)
      if (place === undefined) return false
      found[place] = value[key]
    }
    for (let i = 0; i < found.length; i += 1) {
      const property = properties[i] as Property
      if (found[i] !== undefined) {
        if (!property.write(sink, found[i])) return false
      } else if (property.absent < 0) return false
      else long(sink, property.absent)
    }
    return true
  }
}

function writeArray(write: Write): Write {
  return (sink, value) => {
    if (!Array.isArray(value)) return false
    if (value.length > 0) long(sink, value.length)
    for (let i = 0; i < value.length; i += 1) if (!write(sink, value[i])) return false
    byte(sink, 0)
    return true
  }
}

function writeMap(write: Write): Write {
  return (sink, value) => {
    if (!isObject(value)) return false
    const keys = Object.keys(value)
    if (keys.length > 0) long(sink, keys.length)
    for (const key of keys) if (!text(sink, key) || !write(sink, value[key])) return false
    byte(sink, 0)
    return true
  }
}
