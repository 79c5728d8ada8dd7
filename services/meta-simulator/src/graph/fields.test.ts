import { expect, test } from 'vitest'
import { parseFields, project } from './fields.ts'

test.each([
  ['id,name', { id: '', name: '' }],
  [' id , name ,', { id: '', name: '' }],
  ['id,subscribed_apps{id,name},name', { id: '', subscribed_apps: 'id,name', name: '' }],
  ['subscribed_apps.limit(5).after(x){id}', { subscribed_apps: 'id' }],
  ['a{b{c,d},e}', { a: 'b{c,d},e' }],
  ['', {}],
])('%s', (text, expected) => {
  expect(Object.fromEntries(parseFields(text))).toEqual(expected)
})

test.each(['a{', 'a}', 'a}{', 'a b', '{id}', 'a(b'])('%s is refused', (text) => {
  expect(() => parseFields(text)).toThrow(/parameter fields/)
})

test('an object has the fields that were asked for, and its id', () => {
  const shape = { type: 'Thing', defaults: ['name'] }
  const values = { id: '1', name: 'n', size: 2, empty: undefined }
  expect(project(values, null, shape)).toEqual({ name: 'n', id: '1' })
  expect(project(values, parseFields('size,empty'), shape)).toStrictEqual({ size: 2, id: '1' })
  expect(() => project(values, parseFields('toString'), shape)).toThrow(/parameter|no field/)
})
