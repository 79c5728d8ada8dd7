import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayHaveBig } from './may-have-big.ts'

/** The same in one line, which takes longer. */
const reference = /(?:^|[[:,])[ \n\r\t]*-?\d{16,}/

const part = fc.oneof(
  fc.constantFrom('[', ':', ',', '-', ' ', '\n', '\t', '"', '{', '.', 'e', 'wamid'),
  fc.nat({ max: 40 }).map((count) => '7'.repeat(count)),
)
const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''))

test('is what the pattern says', () => {
  fc.assert(
    fc.property(text, (sample) => {
      expect(mayHaveBig(sample)).toBe(reference.test(sample))
    }),
    { numRuns: 5000, seed: 20260101 },
  )
})

test.each([
  ['[9007199254740992]', true],
  ['123456789012345', false],
  ['1234567890123456', true],
  [`{"a":"${'1'.repeat(50)}"}`, false],
  [`{"a":"${'1'.repeat(50)}","b":${'1'.repeat(16)}}`, true],
  [`["${'0'.repeat(200_000)}"]`, false],
])('%s: %s', (sample, expected) => {
  expect(mayHaveBig(sample)).toBe(expected)
})
