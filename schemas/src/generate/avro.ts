/** The part of Avro that the contract uses. Enums and fixed are left out on purpose: value lists that Meta owns are text. */
export type AvroSchema = string | readonly AvroSchema[] | AvroRecord | AvroArray | AvroMap | AvroLogical

/** A record definition. Its full name is `namespace.name`; a nested one may leave the namespace out. */
export interface AvroRecord {
  readonly type: 'record'
  readonly name: string
  readonly namespace?: string
  readonly doc?: string
  readonly fields: readonly AvroField[]
}

/** One property of a record. `default` is absent when the property is required. */
export interface AvroField {
  readonly name: string
  readonly type: AvroSchema
  readonly doc?: string
  readonly default?: unknown
}

interface AvroArray {
  readonly type: 'array'
  readonly items: AvroSchema
}

interface AvroMap {
  readonly type: 'map'
  readonly values: AvroSchema
}

/** A primitive with a meaning on top: `timestamp-millis` on long, `json-integer` on string. */
interface AvroLogical {
  readonly type: string
  readonly logicalType: string
}

/** The one namespace of the contract. */
export const NAMESPACE = 'waba'

/** Avro's primitive type names. */
export const PRIMITIVES: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
])

/** True for a union. `Array.isArray` alone does not narrow a readonly array. */
export function isUnion(schema: AvroSchema): schema is readonly AvroSchema[] {
  return Array.isArray(schema)
}

/** True for a record definition, as opposed to a reference by name. */
export function isRecord(schema: AvroSchema): schema is AvroRecord {
  return typeof schema !== 'string' && !isUnion(schema) && schema.type === 'record'
}

/** True for an array type. */
export function isArray(schema: AvroSchema): schema is AvroArray {
  return typeof schema !== 'string' && !isUnion(schema) && schema.type === 'array'
}

/** True for a map type. */
export function isMap(schema: AvroSchema): schema is AvroMap {
  return typeof schema !== 'string' && !isUnion(schema) && schema.type === 'map'
}

/** Full name of a definition: with its own namespace, else the contract's. */
export function fullName(record: AvroRecord): string {
  return `${record.namespace ?? NAMESPACE}.${record.name}`
}
