import {
  type AvroField,
  type AvroRecord,
  type AvroSchema,
  fullName,
  isArray,
  isMap,
  isRecord,
  isUnion,
  NAMESPACE,
} from './avro.ts'
import { definitionsIn } from './bundle.ts'
import { checkDoc, checkFieldName, checkTypeName } from './lint-names.ts'
import { checkType, type Side } from './lint-types.ts'
import type { Sources } from './outputs.ts'

/**
 * The rules of the contract that no registry checks. Returns one line per breach: where, and what to do. References that
 * lead nowhere, circles and double definitions are errors of the generator itself.
 */
export function lint(sources: Sources): readonly string[] {
  const fields = [...sources.fields].map(([name, record]) => ({ file: `fields/${name}`, record }))
  const common = [...sources.common].map(([name, record]) => ({ file: `common/${name}`, record }))
  const records = [...sources.records].map(([name, record]) => ({ file: `records/${name}`, record }))
  const inValues = reachable(
    fields.map(({ record }) => record),
    sources.common,
  )
  const inRecords = reachable(
    records.map(({ record }) => record),
    sources.common,
  )
  return [
    ...fields.flatMap(({ file, record }) => lintFile(file, record, 'value')),
    ...records.flatMap(({ file, record }) => lintFile(file, record, 'record')),
    ...common.flatMap(({ file, record }) => [
      ...lintFile(file, record, inValues.has(fullName(record)) ? 'value' : 'record'),
      ...(file === `common/${record.name}` ? [] : [`${file}: holds ${record.name}, name the file after its type`]),
      ...(inValues.has(fullName(record)) || inRecords.has(fullName(record)) ? [] : [`${file}: no schema uses it`]),
    ]),
  ]
}

/** Full names of the types that these records use, directly or through others. */
function reachable(roots: readonly AvroRecord[], common: ReadonlyMap<string, AvroRecord>): ReadonlySet<string> {
  const byFullName = new Map([...common.values()].map((record) => [fullName(record), record]))
  const seen = new Set<string>()
  const visit = (schema: AvroSchema): void => {
    if (typeof schema === 'string') {
      const found = byFullName.get(schema)
      if (found === undefined || seen.has(schema)) return
      seen.add(schema)
      for (const field of found.fields) visit(field.type)
    } else if (isUnion(schema)) schema.forEach(visit)
    else if (isRecord(schema)) for (const field of schema.fields) visit(field.type)
    else if (isArray(schema)) visit(schema.items)
    else if (isMap(schema)) visit(schema.values)
  }
  for (const root of roots) visit(root)
  return seen
}

function lintFile(file: string, root: AvroRecord, side: Side): readonly string[] {
  const breaches: string[] = []
  if (root.namespace !== NAMESPACE) breaches.push(`${file}: the namespace must be ${NAMESPACE}`)
  if (root.doc === undefined) breaches.push(`${file}: ${root.name} needs a doc`)
  for (const record of definitionsIn(root)) breaches.push(...lintRecord(file, record, side))
  return breaches
}

function lintRecord(file: string, record: AvroRecord, side: Side): readonly string[] {
  const at = `${file}: ${record.name}`
  const namespace = record.namespace === undefined || record.namespace === NAMESPACE
  const names = record.fields.map((field) => field.name)
  return [
    ...(namespace ? [] : [`${at}: the namespace must be ${NAMESPACE}`]),
    ...(names.length === 0 ? [`${at}: a record without fields cannot be read by every warehouse`] : []),
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${at}.${name}: is there twice`),
    ...checkTypeName(record.name, at),
    ...checkDoc(record.doc, at),
    ...record.fields.flatMap((field) => lintField(`${at}.${field.name}`, `${record.name}.${field.name}`, field, side)),
  ]
}

function lintField(at: string, place: string, field: AvroField, side: Side): readonly string[] {
  return [
    ...checkFieldName(field.name, at),
    ...checkDoc(field.doc, at),
    ...checkType(field.type, place, side).map((breach) => `${at}: ${breach}`),
    ...checkOptional(field, side).map((breach) => `${at}: ${breach}`),
  ]
}

/** A union without a default is a trap: a missing property would be an error. */
function checkOptional(field: AvroField, side: Side): readonly string[] {
  const union = isUnion(field.type)
  if (side === 'value' && !union) return ['every property of a value must be ["null", …] with default null']
  if (!union) return []
  const breaches = field.type[0] === 'null' ? [] : ['null must be the first branch']
  return field.default === null ? breaches : [...breaches, 'the default must be null']
}
