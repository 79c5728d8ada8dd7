import { expect, test } from 'vitest'
import { storable } from './storable.ts'

test.each([
  ['plain text', 'Grüße 😀', 'Grüße 😀'],
  ['a NUL', 'a\0b', 'a\uFFFDb'],
  ['the escape of a NUL as text', String.raw`a\u0000b`, String.raw`a\u0000b`],
  ['half a pair', 'a\uD83Db', 'a\uFFFDb'],
  ['the other half', '\uDE00', '\uFFFD'],
  ['nothing', null, null],
  ['not there', undefined, undefined],
  [
    'keys and values at any depth',
    { 'a\0': ['b\0', { c: '\uD800', d: 1, e: null, f: 9007199254740993n }] },
    { 'a\uFFFD': ['b\uFFFD', { c: '\uFFFD', d: 1, e: null, f: '9007199254740993' }] },
  ],
])('%s', (_name, value, kept) => expect(storable<unknown>(value)).toEqual(kept))
