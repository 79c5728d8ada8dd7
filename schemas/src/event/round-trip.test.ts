import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fields } from '../catalogue/index.ts'
import type { FieldTopic } from '../catalogue/topic.ts'
import { isObject, type JsonObject, put } from '../codec/own.ts'
import { canonical } from '../identity/index.ts'
import { alone, join, JoinError } from '../items/index.ts'
import type { ItemNode, Shape } from '../items/shape.ts'
import { checkEnvelope } from './check-envelope.ts'
import type { Draft } from './draft.ts'
import { draftsOf } from './drafts-of.ts'

/** What JSON.parse may return, and parseJson: odd keys, odd numbers, lone surrogates. */
const odd = fc
  .jsonValue({ maxDepth: 2 })
  .chain((json) =>
    fc.constantFrom<unknown>(
      json,
      json,
      json,
      null,
      '',
      -0,
      Number.POSITIVE_INFINITY,
      2n ** 60n,
      '\ud83d',
      [],
      {},
      [null],
      [[]],
    ),
  )
const name = fc.constantFrom(
  'extra',
  '__proto__',
  'constructor',
  'toString',
  '',
  'a/b',
  'm~n',
  '\udc00',
  'contacts',
  'errors',
)
const user = fc.constantFrom('16505551111', '16505552222', '16505553333', 'US.1', 'US.2')
const scalar = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', 'a', '1700000000', 7) },
  { weight: 1, arbitrary: odd },
)

function object(...parts: readonly fc.Arbitrary<readonly (readonly [string, unknown])[]>[]): fc.Arbitrary<JsonObject> {
  return fc.tuple(...parts).map((all) => {
    const made: JsonObject = {}
    for (const [key, value] of all.flat()) put(made, key, value)
    return made
  })
}

const extras = fc.array(fc.tuple(name, odd), { maxLength: 2 })
const maybe = (value: fc.Arbitrary<unknown>, key: string): fc.Arbitrary<readonly [string, unknown][]> =>
  fc.option(value, { nil: undefined }).map((made) => (made === undefined ? [] : [[key, made]]))

const contact = object(maybe(user, 'wa_id'), maybe(user, 'user_id'), extras)
const contacts = fc.oneof(
  { weight: 4, arbitrary: fc.array(contact, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(contact, odd), { maxLength: 3 }) },
  { weight: 1, arbitrary: odd },
)
const userNames = ['from', 'to', 'recipient_id', 'recipient_participant_id', 'wa_id', 'group_id', 'recipient_type']
const anItem = object(
  ...userNames.map((key) => maybe(fc.oneof(user, fc.constant('group')), key)),
  maybe(fc.record({ previous: user, current: user }), 'user_id'),
  maybe(fc.record({ to: user }), 'message'),
  ...['id', 'type', 'status', 'timestamp', 'event', 'payment'].map((key) => maybe(scalar, key)),
  maybe(contacts, 'contacts'),
  extras,
)

function node(shape: ItemNode): fc.Arbitrary<JsonObject> {
  const arrays = [...shape.arrays, ...shape.arraysAlone].map((array) => {
    const element =
      array.inside === null
        ? anItem
        : fc.oneof({ weight: 5, arbitrary: node(array.inside) }, { weight: 1, arbitrary: anItem })
    const whole = fc.array(element, { minLength: 1, maxLength: 3 })
    const broken = fc.array(fc.oneof(element, odd), { maxLength: 3 })
    const list = fc.oneof(
      { weight: 5, arbitrary: whole },
      { weight: 1, arbitrary: broken },
      { weight: 1, arbitrary: odd },
    )
    return maybe(list, array.name)
  })
  const objects = shape.objects.map((child) =>
    maybe(fc.oneof({ weight: 5, arbitrary: node(child.inside) }, { weight: 1, arbitrary: odd }), child.name),
  )
  const carried = shape.carry.map((key) => maybe(fc.oneof(fc.constant({ phone_number_id: '15550000001' }), odd), key))
  return object(extras, ...carried, ...arrays, ...objects, maybe(contacts, 'contacts'))
}

const valueOf = new Map([...fields].map(([field, { shape }]: [string, FieldTopic]) => [field, valueOfShape(shape)]))

function valueOfShape(shape: Shape): fc.Arbitrary<JsonObject> {
  return object(
    node(shape).map((made) => Object.entries(made)),
    shape.arrays.length > 0 ? fc.constant([]) : maybe(fc.record({ waba_id: scalar }), 'waba_info'),
  )
}

const change = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...valueOf.keys()).chain((field) =>
      object(
        fc.constant([['field', field]]),
        (valueOf.get(field) ?? anItem).map((value) => [['value', value]]),
        extras,
      ),
    ),
  },
  { weight: 1, arbitrary: object(maybe(fc.oneof(odd, name), 'field'), maybe(fc.oneof(odd, anItem), 'value'), extras) },
  { weight: 1, arbitrary: odd },
)
const entry = fc.oneof(
  {
    weight: 8,
    arbitrary: object(
      maybe(scalar, 'id'),
      maybe(fc.oneof(fc.constant(1_700_000_000), odd), 'time'),
      fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => [['changes', changes]]),
      extras,
    ),
  },
  { weight: 1, arbitrary: object(maybe(odd, 'changes'), maybe(scalar, 'time'), extras) },
  { weight: 1, arbitrary: odd },
)
const one = object(
  extras,
  fc.constant([['object', 'whatsapp_business_account']]),
  fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => [['entry', entries]]),
)
const anyBody = fc.oneof(
  { weight: 4, arbitrary: one },
  { weight: 1, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) },
)

const delivery = { id: 'delivery', appId: null, receivedAt: Date.UTC(2026, 0, 1), body: Buffer.from('raw') }

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
    Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

const found = (within: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (Array.isArray(at) ? at[Number(step)] : isObject(at) ? at[step] : undefined), within)

/** fast-check's objects may lack a prototype; parsed JSON has one. Frozen, because drafts share parts with the body. */
const bodies = anyBody.map((made) => frozen(structuredClone(made)))

function check(property: (sent: unknown, drafts: readonly Draft[]) => void): void {
  fc.assert(
    fc.property(bodies, (sent) => {
      const drafts = draftsOf(sent, delivery)
      property(sent, drafts.map(frozenRecord))
    }),
    { numRuns: 300 },
  )
}

const frozenRecord = (draft: Draft): Draft => ({ ...draft, record: frozen(draft.record) })
const same = (a: unknown, b: unknown): void => expect(isDeepStrictEqual(a, b)).toBe(true)

describe('any body', { timeout: 60_000 }, () => {
  test('comes back exactly as it was sent, in any order of its records and with repeats', () => {
    const numbers = fc.infiniteStream(fc.nat())
    fc.assert(
      fc.property(bodies, numbers, (sent, ranks) => {
        expect(checkEnvelope(sent)).toBeNull()
        const records = draftsOf(sent, delivery).map((draft) => frozen(draft.record))
        const shuffled = [...records, ...records.slice(0, 2)]
          .map((record) => ({ record, rank: Number(ranks.next().value) }))
          .toSorted((a, b) => a.rank - b.rank)
        same(join(shuffled.map(({ record }) => record)), sent)
      }),
      { numRuns: 1000 },
    )
  })

  test('is refused while a record is missing', () => {
    check((_sent, drafts) => {
      const records = drafts.map((draft) => draft.record)
      for (const some of [records.slice(1), records.slice(0, -1)]) expect(() => join(some)).toThrow(JoinError)
    })
  })

  test('has records that say where their item is, how many they are, and hold it alone', () => {
    check((sent, drafts) => {
      expect(new Set(drafts.map((draft) => draft.record.item_path)).size).toBe(drafts.length)
      for (const { record, item } of drafts) {
        expect(record.item_count).toBe(drafts.length)
        same(found(sent, record.item_path), item)
        const [, inValue] = record.item_path.split('/value')
        if (record.value !== undefined) same(onlyOne(record.value, inValue ?? ''), item)
      }
    })
  })

  test('has records that are valid bodies alone, and become the same event again', () => {
    check((_sent, drafts) => {
      for (const { record, key, topic } of drafts) {
        const body = alone(record)
        expect(checkEnvelope(body)).toBeNull()
        const [again, ...more] = draftsOf(body, delivery)
        expect(more).toEqual([])
        expect([again?.topic.name, again?.key, again?.record.kind]).toEqual([topic.name, key, record.kind])
        expect(again?.record.waba_id).toBe(record.waba_id)
        same(again?.record.value ?? again?.record.value_json, record.value ?? record.value_json)
      }
    })
  })

  test('has the same ids whatever the order of properties, the delivery and the time it came', () => {
    check((sent, drafts) => {
      const later = { ...delivery, id: 'retry', appId: '2', receivedAt: delivery.receivedAt + 60_000 }
      const again = draftsOf(backwards(sent), later)
      expect(again.map(ids)).toEqual(drafts.map(ids))
    })
  })

  test('has one id for equal items and several for different ones', () => {
    check((_sent, drafts) => {
      const items = new Map<string, string>()
      for (const { record, item } of drafts) {
        const text = canonical(item)
        expect(items.get(record.event_id) ?? text).toBe(text)
        items.set(record.event_id, text)
      }
    })
  })
})

const ids = ({ record }: Draft): readonly string[] => [record.event_id, record.content_id]

/** Follows the path of an item into the value that holds it alone: each array on the way has one element. */
function onlyOne(value: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => {
      if (!Array.isArray(at)) return isObject(at) ? at[step] : undefined
      expect(at.length).toBe(1)
      return at[0]
    }, value)
}

/** The same JSON with the properties of all objects in the opposite order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (!isObject(value)) return value
  const made: JsonObject = {}
  for (const key of Object.keys(value).toReversed()) put(made, key, backwards(value[key]))
  return made
}
