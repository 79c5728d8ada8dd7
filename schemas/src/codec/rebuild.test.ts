import { expect, test } from 'vitest'
import type { EventRecord } from '../event/event-record.ts'
import { UndecodableError } from './errors.ts'
import { get } from './get.ts'
import { parseJson } from './json.ts'
import { isEvent, plain, rebuild } from './rebuild.ts'

/** An object like avsc's: an instance of a class of its own. */
function decoded(fields: object): object {
  return Object.assign(Object.create({}), fields)
}

const nullable = (name: string, type: unknown) => ({ name, type: ['null', type], default: null })
const avroRecord = (name: string, ...fields: readonly unknown[]) => ({ type: 'record', name, fields })
const jsonInteger = { type: 'string', logicalType: 'json-integer' }
const message = avroRecord(
  'Message',
  nullable('id', 'string'),
  nullable('number', jsonInteger),
  nullable('numbers', { type: 'array', items: jsonInteger }),
  nullable('text', avroRecord('Text', nullable('body', 'string'), nullable('note', 'string'))),
  nullable('errors', { type: 'array', items: 'waba.Text' }),
)
const valueType = avroRecord(
  'Value',
  nullable('metadata', 'Text'),
  nullable('messages', { type: 'array', items: message }),
)
const schema = JSON.stringify({ ...avroRecord('Event', { name: 'value', type: valueType }), namespace: 'waba' })

const inAvro = {
  id: 'wamid.A',
  number: '12345678901234567890',
  numbers: ['5'],
  text: decoded({ body: 'hello', note: null }),
  errors: null,
}

const event: EventRecord = {
  event_id: 'message_a',
  content_id: 'message_b',
  field: 'messages',
  kind: 'message',
  waba_id: '1',
  entry_id: '1',
  entry_time: null,
  occurred_at: 1,
  received_at: 2,
  delivery_id: 'd',
  app_id: null,
  item_path: '/entry/0/changes/0/value/messages/0',
  item_count: 1,
  contact_positions: [],
  value: decoded({
    metadata: null,
    messages: [decoded(inAvro)],
  }),
  nulls: ['/metadata', '/messages/0/text/note'],
  unmapped: {
    '/messages/0/__proto__': '{"x":1}',
    '/messages/0/a~1b': '[12345678901234567890]',
    '/messages/0/errors': '[-0,{"deep":{"er":true}}]',
  },
  envelope: {},
}

test('a rebuilt value is what was sent', () => {
  const whole = parseJson(
    `{"metadata":null,"messages":[{"id":"wamid.A","number":12345678901234567890,"numbers":[5],
      "text":{"body":"hello","note":null},"a/b":[12345678901234567890],"errors":[-0,{"deep":{"er":true}}],
      "__proto__":{"x":1}}]}`,
  )
  expect(rebuild(event, schema)).toStrictEqual({
    ...event,
    value: whole,
    nulls: [],
    unmapped: {},
  })
})

test('a value kept whole comes back whole', () => {
  const whole = { ...event, value: decoded({ metadata: null }), nulls: [], unmapped: { '': '[1e999]' } }
  expect(rebuild(whole, schema).value).toStrictEqual([Infinity])
})

test('a record of an unknown field has nothing to rebuild', () => {
  const { value: _value, ...rest } = event
  const unknownField = { ...rest, value_json: '[1]', nulls: [], unmapped: {} }
  expect(rebuild(unknownField, schema)).toStrictEqual(unknownField)
  expect(plain(unknownField)).toStrictEqual(unknownField)
})

test.each(['/statuses/0/id', '/messages/1/id', '/messages/x', '/messages/0/id/x'])('%s leads nowhere', (pointer) => {
  expect(() => rebuild({ ...event, unmapped: { [pointer]: '1' } }, schema)).toThrow(UndecodableError)
})

test('a plain event has no absent properties', () => {
  const messages = [{ id: 'wamid.A', number: '12345678901234567890', numbers: ['5'], text: { body: 'hello' } }]
  expect(plain(event)).toStrictEqual({ ...event, value: { messages } })
})

test.each<[pointer: string, value: unknown]>([
  ['/messages/0/id', 'wamid.A'],
  ['/messages/0/text/body', 'hello'],
  ['/messages/0/text/note', null],
  ['/metadata', null],
  ['/metadata/phone_number_id', undefined],
  ['/messages/0/absent', undefined],
  ['/messages/0/constructor', undefined],
  ['/messages/1', undefined],
  ['/messages/length', undefined],
  ['/messages/0/a~1b', [12345678901234567890n]],
  ['/messages/0/a~1b/0', 12345678901234567890n],
  ['/messages/0/errors/0', -0],
  ['/messages/0/errors/1/deep/er', true],
  ['/messages/0/errors/1/deep/er/x', undefined],
  ['/messages/0/__proto__/x', 1],
])('get %s', (pointer, value) => {
  expect(get(event, pointer)).toStrictEqual(value)
})

test('get looks into a value that was kept whole', () => {
  const whole = {
    ...event,
    value: decoded({ metadata: null }),
    nulls: [],
    unmapped: { '': '{"metadata":{"a":1}}' },
  }
  expect(get(whole, '/metadata/a')).toBe(1)
  expect(get(whole, '')).toEqual({ metadata: { a: 1 } })
})

test.each<[unknown, boolean]>([
  [event, true],
  [decoded(event), true],
  [{ rule: 'drift' }, false],
  [null, false],
])('%o as an event: %s', (record, expected) => {
  expect(isEvent(record)).toBe(expected)
})
