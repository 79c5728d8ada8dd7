import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText, parseJson } from './json.ts'

test.each<[text: string, value: unknown]>([
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['-9007199254740993', -9007199254740993n],
  ['123456789012345678901234567890', 123456789012345678901234567890n],
  ['  1234567890123456789', 1234567890123456789n],
  ['{"a": 1234567890123456789}', { a: 1234567890123456789n }],
  ['[0,1234567890123456789]', [0, 1234567890123456789n]],
  ['[\n1234567890123456789]', [1234567890123456789n]],
  ['["1234567890123456789", 1]', ['1234567890123456789', 1]],
  ['[":1234567890123456789", 12345678901234567890]', [':1234567890123456789', 12345678901234567890n]],
  ['12345678901234567.5', 12345678901234568],
  ['1e17', 1e17],
  ['-0', -0],
  ['1e999', Infinity],
  ['"\\ud800"', '\ud800'],
  ['[1e5, 12345678901234567890]', [1e5, 12345678901234567890n]],
])('%s is read with all its digits', (text, value) => {
  expect(parseJson(text)).toStrictEqual(value)
})

test.each<[value: unknown, text: string]>([
  [-0, '-0'],
  [0, '0'],
  [Infinity, '1e999'],
  [-Infinity, '-1e999'],
  [12345678901234567890n, '12345678901234567890'],
  [2 ** 53, '9007199254740992e0'],
  [1e21, '1e+21'],
  [1.5, '1.5'],
  ['\udc00', '"\\udc00"'],
  [null, 'null'],
  [{ toJSON: 1, a: [-0] }, '{"toJSON":1,"a":[-0]}'],
])('%s is written as %s', (value, text) => {
  expect(jsonText(value)).toBe(text)
})

test('a key called __proto__ is a key', () => {
  const value = parseJson('{"__proto__":{"x":12345678901234567890}}')
  expect(Object.keys(value ?? {})).toEqual(['__proto__'])
  expect(jsonText(value)).toBe('{"__proto__":{"x":12345678901234567890}}')
})

test('text that is no JSON is refused', () => {
  expect(() => parseJson('{"a":}')).toThrow(SyntaxError)
  expect(() => parseJson('01234567890123456789')).toThrow(SyntaxError)
})

const big = fc.bigInt().map((n) => (Number.isSafeInteger(Number(n)) && BigInt(Number(n)) === n ? Number(n) : n))
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 2 ** 53, 1e17, -1e20, 1e21, 5e-324),
  fc.integer(),
)
const text = fc.string({ unit: 'binary' })
const key = fc.oneof(text, fc.constantFrom('__proto__', 'toJSON', 'constructor', '', '\ud800', '1234567890123456789'))
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ maxDepth: 4 }, fc.constant(null), fc.boolean(), number, big, text, tie('list'), tie('object')),
  list: fc.array(tie('json'), { maxLength: 4 }),
  object: fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
}))

test('what is written is read back as the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(isDeepStrictEqual(parseJson(jsonText(value)), value)).toBe(true)
    }),
    { seed: 20260101, numRuns: 2000 },
  )
})
