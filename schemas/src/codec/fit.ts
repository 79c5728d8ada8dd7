import { isUnion, named, type AvroField, type AvroRecord, type AvroSchema, type NamedRecords } from './avro-schema.ts'
import { keepUnmapped, reset, type Drift } from './drift.ts'
import { isObject } from './own.ts'
import { escapeSegment } from './pointer.ts'

/** What a {@link Fit} returns for a value that its schema cannot hold. */
export const NO_FIT: unique symbol = Symbol('no fit')

/**
 * Fits a JSON value into an Avro type: returns the value that Avro writes (the same one wherever it fits as it is), or
 * {@link NO_FIT}. Never changes the value: items of one delivery share parts. What a record inside cannot hold goes to
 * the drift; a fit that returns NO_FIT leaves the drift as it was.
 */
export type Fit = (value: unknown, pointer: string, drift: Drift) => unknown

/**
 * Compiles the fit of a record's field, e.g. `value` of an event.
 * @throws TypeError for an Avro type that has no place in a value: map, bytes, fixed, enum, float; and for a property
 * that may not be absent.
 */
export function compileFit(records: NamedRecords, field: AvroField): Fit {
  return compile({ records, done: new Map() }, field.type, records.root.namespace)
}

const PRIMITIVES = new Map<string, Fit>([
  ['string', (v) => (typeof v === 'string' && v.isWellFormed() ? v : NO_FIT)],
  ['boolean', (v) => (typeof v === 'boolean' ? v : NO_FIT)],
  ['int', (v) => (isLong(v) && v >= -(2 ** 31) && v < 2 ** 31 ? v : NO_FIT)],
  ['long', (v) => (isLong(v) ? v : NO_FIT)],
  ['double', (v) => (typeof v === 'number' ? v : NO_FIT)],
])

/** avsc reads and writes longs up to 2^53-2; -0 would come back as 0. */
function isLong(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 53 - 1 && !Object.is(value, -0)
}

/** The logical type `json-integer`: an integer of any size in JSON, decimal text in Avro. */
function fitJsonInteger(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : NO_FIT
}

/** What one compilation knows: the schema's records, and those that are compiled already. */
interface Compilation {
  readonly records: NamedRecords
  readonly done: Map<string, Fit>
}

function compile(at: Compilation, schema: AvroSchema, namespace: string): Fit {
  if (isUnion(schema)) return compileUnion(at, schema, namespace)
  if (typeof schema === 'string') return compileName(at, schema, namespace)
  if (schema.type === 'record') return compileRecord(at, named(schema, namespace))
  if (schema.type === 'array' && schema.items !== undefined) return fitArray(compile(at, schema.items, namespace))
  if (schema.logicalType === 'json-integer') return fitJsonInteger
  return compile(at, schema.type, namespace)
}

function compileName(at: Compilation, name: string, namespace: string): Fit {
  const primitive = PRIMITIVES.get(name)
  if (primitive !== undefined) return primitive
  const record = at.records.find(name, namespace)
  if (record === undefined) throw new TypeError(`A value cannot hold the Avro type ${name}`)
  return compileRecord(at, record)
}

function compileRecord(at: Compilation, record: AvroRecord): Fit {
  const done = at.done.get(record.fullName)
  if (done !== undefined) return done
  const fits = new Map<string, Fit>()
  const fit = fitRecord(fits)
  at.done.set(record.fullName, fit)
  for (const { name, type } of record.fields) {
    if (!isUnion(type) || !type.includes('null')) {
      throw new TypeError(`${record.fullName}.${name} is no union with null: every property of a value can be absent`)
    }
    fits.set(name, compileUnion(at, type, record.namespace))
  }
  return fit
}

function compileUnion(at: Compilation, branches: readonly AvroSchema[], namespace: string): Fit {
  const fits = branches.filter((branch) => branch !== 'null').map((branch) => compile(at, branch, namespace))
  const [only] = fits
  return only !== undefined && fits.length === 1 ? only : firstOf(fits)
}

function firstOf(fits: readonly Fit[]): Fit {
  return (value, pointer, drift) => {
    for (const fit of fits) {
      const fitted = fit(value, pointer, drift)
      if (fitted !== NO_FIT) return fitted
    }
    return NO_FIT
  }
}

/** All elements fit, or the array does not: so every pointer of the drift ends in a key of an object. */
function fitArray(fit: Fit): Fit {
  return (value, pointer, drift) => {
    if (!Array.isArray(value)) return NO_FIT
    const nulls = drift.nulls.length
    const unmapped = drift.pointers.length
    let fittedArray: unknown[] = value
    for (let i = 0; i < value.length; i += 1) {
      const element: unknown = value[i]
      const fitted = fit(element, `${pointer}/${i}`, drift)
      if (fitted === NO_FIT) {
        reset(drift, nulls, unmapped)
        return NO_FIT
      }
      if (fitted === element) continue
      if (fittedArray === value) fittedArray = [...value]
      fittedArray[i] = fitted
    }
    return fittedArray
  }
}

/** Properties are looked up in a Map: a property called `constructor` is unknown, not inherited. */
function fitRecord(fits: ReadonlyMap<string, Fit>): Fit {
  return (value, pointer, drift) => {
    if (!isObject(value)) return NO_FIT
    const nulls = drift.nulls.length
    const unmapped = drift.pointers.length
    let fittedRecord = value
    for (const key of Object.keys(value)) {
      const property = value[key]
      const fit = fits.get(key)
      if (fit === undefined) {
        // A key with half a surrogate pair cannot stand in a pointer: the record goes to its parent's drift whole.
        if (!key.isWellFormed()) {
          reset(drift, nulls, unmapped)
          return NO_FIT
        }
        keepUnmapped(drift, `${pointer}/${escapeSegment(key)}`, property)
      } else if (property === null) {
        drift.nulls.push(`${pointer}/${key}`)
      } else {
        const fitted = fit(property, `${pointer}/${key}`, drift)
        if (fitted === property) continue
        if (fitted === NO_FIT) keepUnmapped(drift, `${pointer}/${key}`, property)
        if (fittedRecord === value) fittedRecord = { ...value }
        fittedRecord[key] = fitted === NO_FIT ? null : fitted
      }
    }
    return fittedRecord
  }
}
