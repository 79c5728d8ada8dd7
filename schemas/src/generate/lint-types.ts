import { type AvroSchema, isArray, isMap, isRecord, isUnion, PRIMITIVES } from './avro.ts'

/** Types that hold Meta's JSON follow stricter rules than our own records. */
export type Side = 'value' | 'record'

/** Logical types and the primitive below each. */
const LOGICAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['timestamp-millis', 'long'],
  ['json-integer', 'string'],
])

/**
 * Properties that Meta sends as text or as a number. A branch can never be added later, so each stands here with both
 * kinds seen or documented.
 */
const TEXT_OR_INTEGER = new Set([
  'BusinessCapabilityUpdateValue.max_daily_conversations_per_business',
  'Conversation.expiration_timestamp',
  'DisableInfo.disable_date',
  'RestrictionInfo.expiration',
])

/** What JSON has, and no more: a value is Meta's JSON. */
const VALUE_PRIMITIVES = new Set(['boolean', 'double', 'long', 'string'])

/** Rules on the type of one property; `place` is `Record.property`. Returns what is wrong. */
export function checkType(type: AvroSchema, place: string, side: Side): readonly string[] {
  if (isUnion(type)) return checkUnion(type, place, side)
  if (isRecord(type)) return []
  if (isArray(type)) return checkInside(type.items, 'items of an array', { place, side })
  if (isMap(type)) {
    return [
      ...(side === 'value' ? ['a map has no place in a value'] : []),
      ...checkInside(type.values, 'values of a map', { place, side }),
    ]
  }
  if (typeof type === 'string') return checkPrimitive(type, side)
  return checkLogical(type.type, type.logicalType, side)
}

function checkUnion(branches: readonly AvroSchema[], place: string, side: Side): readonly string[] {
  const kinds = branches.filter((branch) => branch !== 'null')
  const breaches = kinds.flatMap((branch) =>
    isUnion(branch) ? ['a union inside a union'] : checkType(branch, place, side),
  )
  if (kinds.length === 1) return breaches
  const textOrInteger = JSON.stringify(branches) === '["null","string","long"]'
  return textOrInteger && TEXT_OR_INTEGER.has(place)
    ? breaches
    : [...breaches, 'a union is ["null", X]; put variants side by side as optional properties']
}

function checkInside(
  type: AvroSchema,
  where: string,
  at: { readonly place: string; readonly side: Side },
): readonly string[] {
  // Registries refuse to make them nullable later, and a null inside goes to unmapped with the whole array.
  return isUnion(type) ? [`${where} cannot be a union`] : checkType(type, at.place, at.side)
}

function checkPrimitive(type: string, side: Side): readonly string[] {
  if (!PRIMITIVES.has(type)) return type.includes('.') ? [] : [`${type} must be a full name`]
  if (type === 'null') return ['null alone is no type']
  if (side === 'record' || VALUE_PRIMITIVES.has(type)) return []
  return [`${type} has no place in a value: integers are long, other numbers double`]
}

function checkLogical(type: string, logicalType: string, side: Side): readonly string[] {
  if (LOGICAL_TYPES.get(logicalType) !== type)
    return [`${logicalType} on ${type} is not a logical type of the contract`]
  return side === 'value' && logicalType !== 'json-integer' ? ['times in a value stay as Meta sends them'] : []
}
