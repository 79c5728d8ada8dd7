import { fields, unknownField } from '../catalogue/index.ts'
import type { FieldTopic } from '../catalogue/topic.ts'
import { isObject, type JsonObject } from '../codec/own.ts'
import type { Part } from '../items/part.ts'
import { at } from '../items/path.ts'
import type { Shape } from '../items/shape.ts'
import { split } from '../items/split.ts'
import { entryShape, valueShape } from '../items/value-shape.ts'
import type { FoundItem } from './found-item.ts'
import { leave } from './leave.ts'
import { longOf, textOf } from './usable.ts'

/** What the items of one entry have in common. */
interface EntryFacts {
  readonly entryId: string
  readonly entryTime: number | null
}

/** The items so far. More than `max` of them are of no use to the caller, so nobody looks for more. */
interface Found {
  readonly items: FoundItem[]
  readonly max: number
}

/**
 * All items of a body, in its order; at least one per entry and per change. The body must have passed `checkEnvelope`.
 * Stops when it has more than `max`: the result then only says that there are too many.
 */
export function findItems(body: unknown, max = Number.POSITIVE_INFINITY): readonly FoundItem[] {
  const found: Found = { items: [], max }
  if (!Array.isArray(body)) addBody(found, body, '')
  else eachUntilFull(found, body, (element, i) => addBody(found, element, `/${i}`))
  return found.items
}

function eachUntilFull(found: Found, list: readonly unknown[], add: (element: unknown, index: number) => void): void {
  for (let i = 0; i < list.length && found.items.length <= found.max; i += 1) add(list[i], i)
}

function addBody(found: Found, body: unknown, pointer: string): void {
  if (!isObject(body) || !Array.isArray(body['entry'])) return
  const start = found.items.length
  eachUntilFull(found, body['entry'], (entry, i) => addEntry(found, entry, `${pointer}/entry/${i}`))
  // `object` is the same in every body that passes the check.
  leave(found.items[start]?.envelope, pointer, body, (name) => name === 'entry' || name === 'object')
}

function addEntry(found: Found, entry: unknown, pointer: string): void {
  const facts = { entryId: textOf(at(entry, ['id'])), entryTime: longOf(at(entry, ['time'])) }
  const changes = at(entry, ['changes'])
  if (!isObject(entry) || !Array.isArray(changes) || changes.length === 0) {
    found.items.push(asText({ item: entry, value: undefined, path: pointer, field: '', shape: entryShape }, facts))
    return
  }
  const start = found.items.length
  eachUntilFull(found, changes, (change, i) => addChange(found, change, `${pointer}/changes/${i}`, facts))
  leave(found.items[start]?.envelope, pointer, entry, (name) => {
    if (name === 'id') return facts.entryId !== ''
    return name === 'changes' || (name === 'time' && facts.entryTime !== null)
  })
}

function addChange({ items, max }: Found, change: unknown, pointer: string, facts: EntryFacts): void {
  const sent = at(change, ['field'])
  const value = at(change, ['value'])
  const field = textOf(sent)
  if (!isObject(change) || typeof sent !== 'string' || !isObject(value)) {
    items.push(asText({ item: change, value, path: pointer, field, shape: valueShape }, facts))
    return
  }
  const start = items.length
  const path = `${pointer}/value`
  const topic = fields.get(sent)
  if (topic === undefined) items.push(asText({ item: value, value, path, field, shape: valueShape }, facts))
  else for (const part of split(value, topic.shape, path, max)) items.push(asPart(part, topic, value, facts))
  leave(items[start]?.envelope, pointer, change, (name) => name === 'value' || (name === 'field' && field !== ''))
}

function asPart(part: Part, topic: FieldTopic, value: JsonObject, { entryId, entryTime }: EntryFacts): FoundItem {
  return {
    topic,
    rule: topic.key,
    field: topic.field,
    kind: part.kind,
    item: part.item,
    above: part.above,
    value: part.value,
    path: part.path,
    contacts: part.contacts,
    positions: part.positions,
    wabaId: wabaIdOf(value, entryId),
    entryId,
    entryTime,
    phoneNumberId: at(value, topic.shape.phoneNumberId),
    envelope: {},
  }
}

/** What the catalogue does not know, or cannot be taken apart. */
interface Unknown {
  readonly item: unknown
  /** The value of the change, if there is one. */
  readonly value: unknown
  readonly path: string
  readonly field: string
  readonly shape: Shape
}

function asText({ item, value, path, field, shape }: Unknown, { entryId, entryTime }: EntryFacts): FoundItem {
  return {
    topic: unknownField,
    rule: 'waba',
    field,
    kind: shape.whole,
    item,
    above: undefined,
    value: undefined,
    path,
    contacts: [],
    positions: [],
    wabaId: wabaIdOf(value, entryId),
    entryId,
    entryTime,
    phoneNumberId: at(value, shape.phoneNumberId),
    envelope: {},
  }
}

/** Partner events come in an entry of the partner's business portfolio; the value names the account. */
function wabaIdOf(value: unknown, entryId: string): string {
  const named = textOf(at(value, ['waba_info', 'waba_id']))
  return named === '' ? entryId : named
}
