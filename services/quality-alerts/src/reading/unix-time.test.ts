import { expect, test } from 'vitest'
import { unixTime } from './unix-time.ts'

test.each([
  ['1761000000', 1_761_000_000_000],
  [' 1761000000 ', 1_761_000_000_000],
  ['1761000000000', 1_761_000_000_000],
  ['0', null],
  ['-1', null],
  ['soon', null],
  ['9999999999999999', null],
  [null, null],
])('%s is %s', (text, ms) => expect(unixTime(text)).toBe(ms))
