import { expect, test } from 'vitest'
import { isObject, own, put } from './own.ts'

test.each<[unknown, boolean]>([
  [{}, true],
  [Object.create(null), true],
  [[], false],
  [null, false],
  ['x', false],
  [undefined, false],
])('%o as an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected)
})

test.each(['constructor', 'toString', '__proto__', 'missing'])('%s is not inherited', (name) => {
  expect(own({}, name)).toBeUndefined()
})

test.each(['a', '__proto__', 'constructor'])('%s is set as an own property', (name) => {
  const node = {}
  put(node, name, { x: 1 })
  expect(Object.keys(node)).toEqual([name])
  expect(own(node, name)).toEqual({ x: 1 })
  expect(Object.getPrototypeOf(node)).toBe(Object.prototype)
})
