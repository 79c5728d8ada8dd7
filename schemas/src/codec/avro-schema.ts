/** An Avro schema as JSON: the parts that the codec looks at. */
export type AvroSchema = string | readonly AvroSchema[] | AvroObject

/** A schema written as a JSON object: a named record, an array, a map, or a primitive with a logical type. */
export interface AvroObject {
  readonly type: AvroSchema
  readonly name?: string
  readonly namespace?: string
  readonly logicalType?: string
  readonly fields?: readonly AvroField[]
  readonly items?: AvroSchema
  readonly values?: AvroSchema
}

/** One field of an Avro record. */
export interface AvroField {
  readonly name: string
  readonly type: AvroSchema
}

/** The records of a self-contained schema, by full name, and how a reference inside one of them is resolved. */
export interface NamedRecords {
  readonly root: AvroRecord
  find(reference: string, namespace: string): AvroRecord | undefined
}

/** A record schema with its full name and the namespace that references inside it are relative to. */
export interface AvroRecord {
  readonly fullName: string
  readonly namespace: string
  readonly fields: readonly AvroField[]
}

/**
 * Reads a self-contained Avro schema whose root is a record.
 * @throws TypeError when the root is no record.
 */
export function readSchema(schemaText: string): NamedRecords {
  const schema: AvroSchema = JSON.parse(schemaText)
  const records = new Map<string, AvroRecord>()
  collect(schema, '', records)
  const [root] = records.values()
  if (root === undefined) throw new TypeError('An event schema is an Avro record')
  return { root, find: (reference, namespace) => records.get(reference) ?? records.get(`${namespace}.${reference}`) }
}

function collect(schema: AvroSchema, namespace: string, into: Map<string, AvroRecord>): void {
  if (typeof schema === 'string') return
  if (isUnion(schema)) {
    for (const branch of schema) collect(branch, namespace, into)
    return
  }
  if (schema.fields !== undefined) {
    const record = named(schema, namespace)
    into.set(record.fullName, record)
    for (const field of record.fields) collect(field.type, record.namespace, into)
  }
  for (const inner of [schema.items, schema.values]) if (inner !== undefined) collect(inner, namespace, into)
  if (typeof schema.type === 'object') collect(schema.type, namespace, into)
}

/** The record that a schema object defines, with its name made full (Avro specification, "Names"). */
export function named(schema: AvroObject, namespace: string): AvroRecord {
  const name = schema.name ?? ''
  const dot = name.lastIndexOf('.')
  const space = dot >= 0 ? name.slice(0, dot) : (schema.namespace ?? namespace)
  const fullName = dot >= 0 || space === '' ? name : `${space}.${name}`
  return { fullName, namespace: space, fields: schema.fields ?? [] }
}

/** True for a union, which Avro writes as a JSON array. */
export function isUnion(schema: AvroSchema): schema is readonly AvroSchema[] {
  return Array.isArray(schema)
}
