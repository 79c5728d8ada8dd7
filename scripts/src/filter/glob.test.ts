import { expect, test } from 'vitest'
import { glob } from './glob.ts'

test.each([
  ['wabastream.messages.*', 'wabastream.messages.status', true],
  ['wabastream.messages.*', 'wabastream.messages.', true],
  ['wabastream.messages.*', 'wabastreamXmessages.status', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a?c', 'abc', true],
  ['a?c', 'a😀c', true],
  ['a?c', 'ac', false],
  ['abc', 'ABC', false],
  ['abc', 'abcd', false],
  ['a*b*c', 'a1b2\n3c', true],
  [String.raw`\*`, '*', true],
  [String.raw`\*`, 'a', false],
  [String.raw`a\\b`, String.raw`a\b`, true],
  ['[a-z]+(b|c)$^', '[a-z]+(b|c)$^', true],
  ['😀*', '😀 ok', true],
])('%j on %j: %j', (pattern, text, expected) => {
  expect(glob(pattern)(text)).toBe(expected)
})
