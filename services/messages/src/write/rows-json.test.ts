import { expect, test } from 'vitest'
import { rowsJson } from './rows-json.ts'

test.each([
  ['plain text', 'Grüße 😀', 'Grüße 😀'],
  ['a NUL', 'a\u0000b', 'a\uFFFDb'],
  ['the escape of a NUL as text', String.raw`a\u0000b`, String.raw`a\u0000b`],
  ['half a pair', 'a\uD83Db', 'a\uFFFDb'],
])('%s', (_name, text, kept) => {
  expect(JSON.parse(rowsJson([{ text, inner: { [text]: [text] } }]))).toEqual([
    { text: kept, inner: { [kept]: [kept] } },
  ])
})
