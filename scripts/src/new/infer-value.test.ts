import { parseJson } from '@wabastream/schemas/codec'
import { expect, test } from 'vitest'
import { holdsWhole } from './holds-whole.ts'
import { inferValue } from './infer-value.ts'

const typesOf = (...values: readonly object[]) =>
  Object.fromEntries(inferValue('new_field', values).fields.map(({ name, type }) => [name, type[1]]))

test.each<readonly [string, unknown]>([
  ['"text"', 'string'],
  ['true', 'boolean'],
  ['12', 'long'],
  ['1.5', 'double'],
  ['123456789012345678901', { type: 'string', logicalType: 'json-integer' }],
  ['["a"]', { type: 'array', items: 'string' }],
  ['null', undefined],
  ['[]', undefined],
  ['{}', undefined],
  ['[[1]]', undefined],
  ['[1, "a"]', undefined],
])('%s', (text, type) => {
  const value = { it: parseJson(text) }
  expect(typesOf(value)['it']).toEqual(type)
  expect(holdsWhole(inferValue('new_field', [value, { other: 1 }]), value)).toBe(type !== undefined)
})

test('all values count, and types have the name of their field', () => {
  const types = typesOf({ list: [{ a: 1 }, { b: 'x' }] }, { list: [{ a: 2.5 }], 'not-a-name': 1, constructor: 1 })
  expect(types).toMatchObject({ list: { items: { name: 'NewFieldList', fields: [{ name: 'a' }, { name: 'b' }] } } })
  expect(Object.keys(types)).toEqual(['list'])
})
