import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { incompatibilities } from './incompatibilities.ts'

type Field = Readonly<Record<string, unknown>>

const id: Field = { name: 'id', type: 'string' }
const note: Field = { name: 'note', type: ['null', 'string'], default: null }
const nested = (...fields: Field[]): Field => ({
  name: 'inner',
  type: ['null', { type: 'record', name: 'Inner', fields }],
  default: null,
})

function schema(...fields: Field[]): string {
  return JSON.stringify({ type: 'record', name: 'Thing', namespace: 'waba', fields })
}

function inner(...fields: Field[]): Field {
  return { type: 'record', name: 'Inner', fields }
}

function usedTwice(field: Field): string {
  return schema({ name: 'a', type: inner(field) }, { name: 'b', type: 'waba.Inner' })
}

describe('compatible both ways', () => {
  test.each([
    ['the same', schema(id), schema(id)],
    ['a new optional property', schema(id), schema(id, note)],
    [
      'a new list with a default',
      schema(id),
      schema(id, { name: 'l', type: { type: 'array', items: 'string' }, default: [] }),
    ],
    ['a new optional property of a nested record', schema(nested(id)), schema(nested(id, note))],
    ['a new optional nested record', schema(id), schema(id, nested(id))],
    ['another order', schema(id, note), schema(note, id)],
    ['another doc', schema(id), schema({ ...id, doc: 'An id.' })],
    ['another way to write a primitive', schema(id), schema({ ...id, type: { type: 'string' } })],
  ])('%s', (_, before, after) => {
    expect(incompatibilities(before, after)).toEqual([])
  })

  test('a type used twice, by name', () => {
    const again = { name: 'again', type: ['null', 'waba.Inner'], default: null }
    expect(incompatibilities(schema(nested(id), again), schema(nested(id, note), again))).toEqual([])
  })

  test.each(['messages', 'account-update', 'history', 'quarantine'])('%s with itself', (name) => {
    const text = readFileSync(join(import.meta.dirname, `../../generated/avsc/waba.${name}.v1.avsc`), 'utf8')
    expect(incompatibilities(text, text)).toEqual([])
  })
})

describe('refused by schema resolution', () => {
  test.each([
    ['a new required property', schema(id), schema(id, { name: 'n', type: 'long' }), /^the new schema cannot read old/],
    [
      'a required property that goes',
      schema(id, { name: 'n', type: 'long' }),
      schema(id),
      /^the old schema cannot read new/,
    ],
    [
      'a property that becomes optional',
      schema(id),
      schema({ name: 'id', type: ['null', 'string'], default: null }),
      /old schema/,
    ],
    ['a property that becomes required', schema(note), schema({ name: 'note', type: 'string' }), /new schema/],
    ['a union branch more', schema(note), schema({ ...note, type: ['null', 'string', 'long'] }), /old schema/],
    ['a union branch less', schema({ ...note, type: ['null', 'string', 'long'] }), schema(note), /new schema/],
    ['a wider number', schema({ name: 'n', type: 'long' }), schema({ name: 'n', type: 'double' }), /old schema/],
    ['text that becomes a number', schema(note), schema({ ...note, type: ['null', 'long'] }), /new schema/],
    [
      'a nested record with another name',
      schema(nested(id)),
      schema({ ...nested(id), type: ['null', { type: 'record', name: 'Other', fields: [id] }] }),
      /new schema/,
    ],
    [
      'items that become nullable',
      schema({ name: 'l', type: { type: 'array', items: 'string' } }),
      schema({ name: 'l', type: { type: 'array', items: ['null', 'string'] } }),
      /old schema/,
    ],
  ])('%s', (_, before, after, message) => {
    expect(incompatibilities(before, after).join('\n')).toMatch(message)
  })
})

describe('refused although a registry lets it pass', () => {
  const millis = { type: 'long', logicalType: 'timestamp-millis' }
  const digits = { type: 'string', logicalType: 'json-integer' }
  test.each([
    ['text to bytes', schema(id), schema({ ...id, type: 'bytes' }), ['id changes between string and bytes']],
    [
      'bytes to text inside a union',
      schema({ ...note, type: ['null', 'bytes'] }),
      schema(note),
      ['note changes between string and bytes'],
    ],
    [
      'a logical type that goes',
      schema({ ...id, type: millis }),
      schema({ ...id, type: 'long' }),
      ['id changes its logical type from timestamp-millis to none'],
    ],
    [
      'a logical type that comes, in a list',
      schema({ name: 'l', type: { type: 'array', items: 'string' } }),
      schema({ name: 'l', type: { type: 'array', items: digits } }),
      ['l[] changes its logical type from none to json-integer'],
    ],
    [
      'a logical type in a map',
      schema({ name: 'm', type: { type: 'map', values: digits } }),
      schema({ name: 'm', type: { type: 'map', values: 'string' } }),
      ['m{} changes its logical type from json-integer to none'],
    ],
    ['another default', schema({ ...id, default: 'a' }), schema({ ...id, default: 'b' }), ['id has another default']],
    ['a default that comes', schema(id), schema({ ...id, default: 'a' }), ['id has another default']],
    [
      'a default in a nested record',
      schema(nested({ ...id, default: 'a' })),
      schema(nested({ ...id, default: 'b' })),
      ['inner.id has another default'],
    ],
    [
      'an optional property that goes',
      schema(id, note),
      schema(id),
      ['note is gone: readers lose it, and its name can never be used again'],
    ],
    [
      'a rename',
      schema(nested(note)),
      schema(nested({ ...note, name: 'remark' })),
      ['inner.note is gone: readers lose it, and its name can never be used again'],
    ],
  ])('%s', (_, before, after, problems) => {
    expect(incompatibilities(before, after)).toEqual(problems)
  })

  test('inside a type that the other place uses by name', () => {
    expect(incompatibilities(usedTwice({ ...id, type: digits }), usedTwice(id))).toEqual([
      'a.id changes its logical type from json-integer to none',
    ])
  })
})

test('a change inside a type is found when its definition moved to another property', () => {
  const before = schema({ name: 'a', type: inner(id, note) }, { name: 'b', type: 'waba.Inner' })
  const after = schema({ name: 'b', type: inner(id) }, { name: 'a', type: 'waba.Inner' })
  expect(incompatibilities(before, after)).toEqual([
    'a.note is gone: readers lose it, and its name can never be used again',
  ])
})

test.each([
  ['not JSON', 'not JSON', /JSON/],
  ['a record without fields', '{"type":"record"}', /fields/],
  ['an unknown name', '"nonsense"', /nonsense/],
])('%s is an error', (_, text, message) => {
  expect(() => incompatibilities(schema(id), text)).toThrow(message)
})
