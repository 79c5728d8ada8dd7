import {
  type AvroRecord,
  type AvroSchema,
  isUnion,
  named,
  type NamedRecords,
  readSchema,
} from '../codec/avro-schema.ts'

/** Where a schema has a property: names and, for the element of an array, '0'. */
export type Place = readonly string[]

/**
 * The places in the value of an event's schema, the value itself ([]) included. A property of a shared type counts once:
 * at the first place where it stands.
 * @param known names of the types that were seen, in this schema or before; new ones are added.
 */
export function placesOf(schemaText: string, known: Set<string>): readonly Place[] {
  const records = readSchema(schemaText)
  const places: Place[] = []
  const add = (schema: AvroSchema, at: Place): void => {
    for (const branch of isUnion(schema) ? schema : [schema]) {
      const items = typeof branch === 'object' && 'items' in branch ? branch.items : undefined
      if (items !== undefined) addPlace(items, [...at, '0'])
      const record = recordOf(records, branch)
      if (record === undefined || known.has(record.fullName)) continue
      known.add(record.fullName)
      for (const { name, type } of record.fields) addPlace(type, [...at, name])
    }
  }
  const addPlace = (schema: AvroSchema, at: Place): void => {
    places.push(at)
    add(schema, at)
  }
  for (const { name, type } of records.root.fields) if (name === 'value') addPlace(type, [])
  return places
}

function recordOf(records: NamedRecords, schema: AvroSchema): AvroRecord | undefined {
  if (typeof schema === 'string') return records.find(schema, records.root.namespace)
  return isUnion(schema) || schema.fields === undefined ? undefined : named(schema, records.root.namespace)
}

/** A value that has nothing but this at this place. */
export function valueWith(place: Place, put: unknown): unknown {
  return place.reduceRight<unknown>((inner, key) => (key === '0' ? [inner] : { [key]: inner }), put)
}

/** A webhook body with this value. */
export function bodyWith(field: string, value: unknown): unknown {
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ field, value }] }] }
}
