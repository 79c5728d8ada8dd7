import { expect, test } from 'vitest'
import { escapeSegment, pointerKeys } from './pointer.ts'

test.each<[pointer: string, keys: string[]]>([
  ['', []],
  ['/', ['']],
  ['/messages/0/text', ['messages', '0', 'text']],
  ['/a~1b', ['a/b']],
  ['/a~0b', ['a~b']],
  ['/~01', ['~1']],
  ['/~10', ['/0']],
  ['//', ['', '']],
])('%j leads through %j', (pointer, keys) => {
  expect(pointerKeys(pointer)).toEqual(keys)
  expect(keys.map((key) => `/${escapeSegment(key)}`).join('')).toBe(pointer)
})

test('a pointer that does not begin with / is refused', () => {
  expect(() => pointerKeys('messages')).toThrow(RangeError)
})
