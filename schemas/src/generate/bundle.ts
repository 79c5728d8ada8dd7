import {
  type AvroRecord,
  type AvroSchema,
  fullName,
  isArray,
  isMap,
  isRecord,
  isUnion,
  NAMESPACE,
  PRIMITIVES,
} from './avro.ts'

/** Definitions by full name. */
export type Library = ReadonlyMap<string, AvroRecord>

/**
 * Makes one self-contained schema: the first use of a named type holds its definition, later uses its full name.
 * Registry references are avoided on purpose: clients fail when a shared type reaches one schema in two versions.
 * Throws when a name is not in the library, or when a type contains itself.
 */
export function bundle(root: AvroRecord, library: Library): AvroRecord {
  const written = new Set<string>()
  const open: string[] = []

  function record(definition: AvroRecord): AvroSchema {
    const name = fullName(definition)
    if (open.includes(name)) throw new Error(`${[...open.slice(open.indexOf(name)), name].join(' > ')} is circular`)
    if (written.has(name)) return name
    written.add(name)
    open.push(name)
    const fields = definition.fields.map((field) => ({ ...field, type: schema(field.type) }))
    open.pop()
    // A nested definition has the namespace of the record around it, so it stands once, at the root.
    const namespace = open.length === 0 ? { namespace: NAMESPACE } : {}
    const doc = definition.doc === undefined ? {} : { doc: definition.doc }
    return { type: 'record', name: definition.name, ...namespace, ...doc, fields }
  }

  function schema(type: AvroSchema): AvroSchema {
    if (typeof type === 'string') return PRIMITIVES.has(type) ? type : record(lookUp(type))
    if (isUnion(type)) return type.map(schema)
    if (isRecord(type)) return record(type)
    if (isArray(type)) return { ...type, items: schema(type.items) }
    if (isMap(type)) return { ...type, values: schema(type.values) }
    return type
  }

  function lookUp(name: string): AvroRecord {
    const found = library.get(name)
    if (found !== undefined) return found
    throw new Error(`${open.at(-1) ?? fullName(root)} refers to ${name}, which no file in common/ or fields/ defines`)
  }

  const whole = record(root)
  if (!isRecord(whole)) throw new Error(`${fullName(root)} could not be bundled`)
  return whole
}

/**
 * Collects the definitions of several files, nested ones included. Throws when two files define one name, because one
 * of the two would win by chance.
 */
export function libraryOf(records: Iterable<AvroRecord>): Library {
  const library = new Map<string, AvroRecord>()
  for (const definition of records) {
    for (const found of definitionsIn(definition)) {
      const name = fullName(found)
      if (library.has(name)) throw new Error(`${name} is defined twice`)
      library.set(name, found)
    }
  }
  return library
}

/** Every record definition that is written inside a schema, the outer one first. */
export function definitionsIn(schema: AvroSchema): readonly AvroRecord[] {
  if (typeof schema === 'string') return []
  if (isUnion(schema)) return schema.flatMap(definitionsIn)
  if (isRecord(schema)) return [schema, ...schema.fields.flatMap((field) => definitionsIn(field.type))]
  if (isArray(schema)) return definitionsIn(schema.items)
  if (isMap(schema)) return definitionsIn(schema.values)
  return []
}
