import { type AvroRecord, type AvroSchema, isArray, isMap, isRecord, isUnion } from './avro.ts'
import { definitionsIn } from './bundle.ts'

const PRIMITIVE: ReadonlyMap<string, string> = new Map([
  ['null', 'null'],
  ['boolean', 'boolean'],
  ['int', 'number'],
  ['long', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['bytes', 'Buffer'],
  ['string', 'string'],
])

/**
 * Interfaces of a bundled schema, the record itself first. A long is a number (the codec keeps it within 2^53), a
 * `json-integer` is its decimal text, and a property that is absent is null, as decoders give it.
 */
export function toTypeScript(root: AvroRecord): string {
  return definitionsIn(root).map(interfaceOf).join('\n\n')
}

function interfaceOf(record: AvroRecord): string {
  const properties = record.fields.map(
    (field) => `${jsDoc(field.doc, '  ')}  readonly ${field.name}: ${typeOf(field.type)}`,
  )
  return `${jsDoc(record.doc, '')}export interface ${record.name} {\n${properties.join('\n')}\n}`
}

function typeOf(schema: AvroSchema): string {
  if (typeof schema === 'string') return PRIMITIVE.get(schema) ?? schema.slice(schema.lastIndexOf('.') + 1)
  if (isUnion(schema)) return unionOf(schema)
  if (isRecord(schema)) return schema.name
  if (isArray(schema)) return `readonly ${inArray(typeOf(schema.items))}[]`
  if (isMap(schema)) return `{ readonly [key: string]: ${typeOf(schema.values)} }`
  return typeOf(schema.type)
}

/** null goes last, as people write it. */
function unionOf(branches: readonly AvroSchema[]): string {
  const types = branches.map(typeOf)
  const named = [...new Set(types.filter((type) => type !== 'null'))]
  return [...named, ...(types.includes('null') ? ['null'] : [])].join(' | ')
}

function inArray(type: string): string {
  return /[ |]/.test(type) ? `(${type})` : type
}

function jsDoc(doc: string | undefined, indent: string): string {
  return doc === undefined ? '' : `${indent}/** ${doc.replaceAll('*/', '* /')} */\n`
}
