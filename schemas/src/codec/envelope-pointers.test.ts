import { expect, test } from 'vitest'
import { envelopePointers } from './envelope-pointers.ts'

test('names every property that an envelope holds, in the whole body', () => {
  const envelope = { '': '{"new/one":1}', '/entry/0': '{"uid":"7"}', '/entry/0/changes/1': '{"a":null,"b":{"c":2}}' }
  expect(envelopePointers(envelope)).toEqual([
    '/new~1one',
    '/entry/0/uid',
    '/entry/0/changes/1/a',
    '/entry/0/changes/1/b',
  ])
})

test('an empty envelope names nothing', () => {
  expect(envelopePointers({})).toEqual([])
})
