import { expect, test } from 'vitest'
import { storable } from './storable.ts'

test('what PostgreSQL cannot hold is replaced, in keys and values at any depth', () => {
  expect(storable({ 'a\0': ['b\0', { c: '\uD800', d: 1, e: null, f: 9007199254740993n }] })).toEqual({
    'a\uFFFD': ['b\uFFFD', { c: '\uFFFD', d: 1, e: null, f: '9007199254740993' }],
  })
})
