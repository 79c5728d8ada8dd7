import { describe, expect, test } from 'vitest'
import { codecOf } from './codec.ts'
import { encodeEvent } from './encode-event.ts'
import { UnencodableError } from './errors.ts'

const own = [
  { name: 'waba_id', type: 'string' },
  { name: 'app_id', type: ['null', 'string'], default: null },
  { name: 'entry_time', type: ['null', 'long'], default: null },
]
const drift = [
  { name: 'nulls', type: { type: 'array', items: 'string' }, default: [] },
  { name: 'unmapped', type: { type: 'map', values: 'string' }, default: {} },
]
const value = {
  type: 'record',
  name: 'Value',
  fields: [
    { name: 'text', type: ['null', 'string'], default: null },
    { name: 'number', type: ['null', 'long'], default: null },
    { name: 'id', type: ['null', { type: 'string', logicalType: 'json-integer' }], default: null },
  ],
}
const event = (...fields: readonly unknown[]) =>
  JSON.stringify({ type: 'record', name: 'Event', namespace: 'waba', fields: [...own, ...fields, ...drift] })
const topic = { schema: event({ name: 'value', type: value }) }
const unknownField = { schema: event({ name: 'value_json', type: 'string' }) }
const record = { waba_id: '1', app_id: null, entry_time: 5 }

function written(sent: unknown) {
  const encoded = encodeEvent({ topic, record: { ...record, value: sent } }, 9)
  return { read: codecOf(topic.schema).decode(encoded.bytes), unmapped: encoded.unmapped }
}

test('a value that fits is written as it is', () => {
  const sent = { text: 'x', number: 5 }
  expect(written(sent)).toEqual({
    read: { ...record, value: { ...sent, id: null }, nulls: [], unmapped: {} },
    unmapped: [],
  })
})

test('what the schema cannot say is noted beside the value', () => {
  const sent = { text: null, number: -0, id: 12345678901234567890n, 'n/w': { a: [Infinity] } }
  expect(written(sent)).toEqual({
    read: {
      ...record,
      value: { text: null, number: null, id: '12345678901234567890' },
      nulls: ['/text'],
      unmapped: { '/number': '-0', '/n~1w': '{"a":[1e999]}' },
    },
    unmapped: ['/number', '/n~1w'],
  })
})

test.each<[unknown, string]>([
  [null, 'null'],
  [[{ text: 'x' }], '[{"text":"x"}]'],
  ['x', '"x"'],
  [{ text: null, '\udfff': 1 }, '{"text":null,"\\udfff":1}'],
])('%j is kept whole', (sent, text) => {
  expect(written(sent)).toEqual({
    read: { ...record, value: { text: null, number: null, id: null }, nulls: [], unmapped: { '': text } },
    unmapped: [''],
  })
})

test('the draft stays as it is', () => {
  const draft = {
    topic,
    record: { ...record, value: Object.freeze({ text: 5, more: null }), nulls: Object.freeze([]) },
  }
  const before = structuredClone(draft)
  encodeEvent(draft, 9)
  expect(draft).toStrictEqual(before)
})

test('a record of an unknown field has its value as text', () => {
  const { bytes, unmapped } = encodeEvent(
    { topic: unknownField, record: { ...record, value_json: '[1]' } as object },
    9,
  )
  expect(unmapped).toEqual([])
  expect(codecOf(unknownField.schema).decode(bytes)).toEqual({ ...record, value_json: '[1]', nulls: [], unmapped: {} })
})

describe('a record whose own fields are wrong', () => {
  test.each<[object, string]>([
    [{ waba_id: '1\ud800' }, "The record's waba_id is no well-formed text"],
    [{ app_id: '\udc00' }, "The record's app_id is no well-formed text"],
    [{ entry_time: 1.5 }, 'The record does not match waba.Event: entry_time'],
    [{ waba_id: 1 }, 'The record does not match waba.Event: waba_id'],
  ])('%j cannot be written', (wrong, message) => {
    const draft = { topic, record: { ...record, value: {}, ...wrong } }
    expect(() => encodeEvent(draft, 9)).toThrow(new UnencodableError(message))
  })
})

test('a record of any size is written', () => {
  const { bytes } = encodeEvent({ topic, record: { ...record, value: { text: 'x'.repeat(9_000_000) } } }, 9)
  expect(bytes.length).toBeGreaterThan(9_000_000)
})
