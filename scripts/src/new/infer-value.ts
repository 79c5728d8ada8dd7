import { isObject } from '@wabastream/schemas/codec'
import { pascalCase } from './names.ts'

const bigInteger = { type: 'string', logicalType: 'json-integer' } as const

type AvroType = string | AvroRecord | typeof bigInteger | { readonly type: 'array'; readonly items: AvroType }

interface AvroField {
  readonly name: string
  readonly type: readonly ['null', AvroType]
  readonly default: null
}

/** An Avro record as JSON. */
export interface AvroRecord {
  readonly type: 'record'
  readonly name: string
  readonly namespace?: string
  readonly doc: string
  readonly fields: readonly AvroField[]
}

/**
 * The Avro record that holds the given values of a webhook field: every property that any of them has, all optional. It
 * is a beginning for a person to read: a property that cannot be typed from what is seen (only null, an empty list, two
 * types) is left out, and travels in `unmapped` until somebody knows better.
 */
export function inferValue(field: string, values: readonly object[]): AvroRecord {
  const name = `${pascalCase(field)}Value`
  const record = recordOf(name, values, new Set([name]))
  return {
    type: 'record',
    name,
    namespace: 'waba',
    doc: `Value of the webhook field ${field}.`,
    fields: record?.fields ?? [],
  }
}

function recordOf(name: string, values: readonly object[], taken: Set<string>): AvroRecord | null {
  const names = new Set(values.flatMap((value) => Object.keys(value)))
  const fields = [...names].filter(canBeNamed).flatMap((key) => {
    const seen = values.flatMap((value) => (Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : []))
    const type = typeOf(
      seen.filter((one) => one !== null),
      () => freeName(name, key, taken),
      taken,
    )
    return type === null ? [] : [{ name: key, type: ['null', type] as const, default: null }]
  })
  return fields.length === 0 ? null : { type: 'record', name, doc: `${name}, as far as samples show it.`, fields }
}

/** Null when what was seen does not tell one type. */
function typeOf(seen: readonly unknown[], name: () => string, taken: Set<string>): AvroType | null {
  if (seen.length === 0) return null
  if (seen.every((one) => typeof one === 'string')) return 'string'
  if (seen.every((one) => typeof one === 'boolean')) return 'boolean'
  if (seen.every((one) => Number.isSafeInteger(one))) return 'long'
  if (seen.every((one) => typeof one === 'bigint' || Number.isSafeInteger(one))) return bigInteger
  if (seen.every((one) => typeof one === 'number')) return 'double'
  if (seen.every(isObject)) return recordOf(name(), seen, taken)
  if (!seen.every(Array.isArray)) return null
  const items = typeOf(seen.flat(), name, taken)
  return typeof items === 'object' && items?.type === 'array' ? null : listOf(items)
}

function listOf(items: AvroType | null): AvroType | null {
  return items === null ? null : { type: 'array', items }
}

function canBeNamed(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !(name in Object.prototype)
}

/** Names of types are shared by all schemas: what belongs to this field begins with its name. */
function freeName(parent: string, key: string, taken: Set<string>): string {
  const wanted = parent.replace(/Value$/, '') + pascalCase(key)
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}${n}`
    if (taken.has(name)) continue
    taken.add(name)
    return name
  }
}
