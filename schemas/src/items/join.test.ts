import { describe, expect, test } from 'vitest'
import type { EventRecord } from '../event/event-record.ts'
import { alone, join, JoinError } from './index.ts'

const base: EventRecord = {
  event_id: 'message_x',
  content_id: 'message_x',
  field: 'messages',
  kind: 'message',
  waba_id: '102290129340398',
  entry_id: '102290129340398',
  entry_time: 1_739_321_024,
  occurred_at: 1,
  received_at: 2,
  delivery_id: 'd',
  app_id: null,
  item_path: '/entry/0/changes/0/value/messages/0',
  item_count: 1,
  contact_positions: [],
  value: { messages: [{ id: 'a' }] },
  nulls: [],
  unmapped: {},
  envelope: {},
}

function without(record: EventRecord, name: 'value'): EventRecord {
  const { [name]: _dropped, ...rest } = record
  return rest
}

describe('alone', () => {
  test('is a body of Meta with this one item', () => {
    expect(alone({ ...base, item_path: '/3/entry/4/changes/5/value/messages/6' })).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '102290129340398',
          time: 1_739_321_024,
          changes: [{ field: 'messages', value: { messages: [{ id: 'a' }] } }],
        },
      ],
    })
  })

  test('has no property that was not sent', () => {
    expect(alone({ ...base, entry_id: '', entry_time: null, field: '' })).toEqual({
      object: 'whatsapp_business_account',
      entry: [{ changes: [{ value: { messages: [{ id: 'a' }] } }] }],
    })
  })

  test('has what the record keeps of the nodes around it', () => {
    const envelope = {
      '': '{"extra":1}',
      '/entry/0': '{"id":7,"__proto__":{"a":1}}',
      '/entry/0/changes/0': '{"field":"","n":-0}',
    }
    const body = alone({ ...base, entry_id: '', field: '', envelope })
    expect(body).toMatchObject({ extra: 1, entry: [{ id: 7, changes: [{ field: '', n: -0 }] }] })
    expect(Object.hasOwn((body['entry'] as object[])[0] ?? {}, '__proto__')).toBe(true)
  })

  test.each([
    [
      'a value',
      '/entry/0/changes/0/value',
      '{"a":1}',
      { entry: [{ changes: [{ field: 'messages', value: { a: 1 } }] }] },
    ],
    [
      'a change',
      '/entry/0/changes/0',
      '{"field":"x","value":[]}',
      { entry: [{ changes: [{ field: 'x', value: [] }] }] },
    ],
    ['an entry', '/entry/0', 'null', { entry: [null] }],
  ])('puts %s that was kept as text in its place', (_case, item_path, value_json, expected) => {
    expect(alone({ ...without(base, 'value'), item_path, value_json })).toMatchObject(expected)
  })

  test.each(['', '/', '/entry', '/entry/x', '/entry/0/value', '/a/entry/0', 'entry/0'])(
    'refuses the path %j',
    (item_path) => {
      expect(() => alone({ ...base, item_path })).toThrow(JoinError)
    },
  )
})

describe('join', () => {
  const second = { ...base, item_path: '/entry/0/changes/0/value/messages/1', value: { messages: [{ id: 'b' }] } }
  const two = [base, second].map((record) => ({ ...record, item_count: 2 }))
  const joined = { entry: [{ changes: [{ value: { messages: [{ id: 'a' }, { id: 'b' }] } }] }] }

  test('needs no order and drops repeats', () => {
    expect(join(two)).toMatchObject(joined)
    expect(join([...two.toReversed(), ...two])).toEqual(join(two))
  })

  test('does not change its records', () => {
    const before = structuredClone(two)
    join(two)
    expect(two).toEqual(before)
  })

  test('deals contacts back to where they were', () => {
    const contacts = [
      { contact_positions: [2, 0], value: { contacts: ['c', 'a'], messages: [{ contacts: ['own'] }] } },
      { contact_positions: [1], value: { contacts: ['b'], messages: [{ id: 'b' }] } },
    ]
    const body = join(two.map((record, i) => ({ ...record, ...contacts[i] })))
    expect(body).toMatchObject({
      entry: [{ changes: [{ value: { contacts: ['a', 'b', 'c'], messages: [{ contacts: ['own'] }, { id: 'b' }] } }] }],
    })
  })

  test('puts bodies back into the array around them', () => {
    const records = two.map((record, i) => ({ ...record, item_path: `/${1 - i}/entry/0/changes/0/value/messages/0` }))
    expect(join(records)).toEqual([alone(second), alone(base)])
  })

  test.each<[string, readonly EventRecord[], RegExp]>([
    ['no records', [], /no records/],
    ['one of two', two.slice(1), /1 of 2 records/],
    ['a repeat in place of the other', [...two.slice(1), ...two.slice(1)], /1 of 2 records/],
    ['two deliveries', two.map((record, i) => ({ ...record, delivery_id: String(i) })), /more than one delivery/],
    ['counts that differ', two.map((record, i) => ({ ...record, item_count: i + 2 })), /disagree/],
    ['too many', [...two, { ...base, item_count: 2, item_path: '/entry/1' }], /-1 of 2/],
  ])('refuses %s', (_case, records, message) => {
    expect(() => join(records)).toThrow(JoinError)
    expect(() => join(records)).toThrow(message)
  })
})
