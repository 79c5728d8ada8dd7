import { expect, test } from 'vitest'
import { median, percentile } from './percentile.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test.each([
  [0, 1],
  [0.5, 51],
  [0.99, 100],
  [1, 100],
])('share %d of 1 to 100 is %d', (share, value) => expect(percentile(hundred, share)).toBe(value))

test('one slow slice does not move the median', () => expect(median([3, 1000, 2])).toBe(3))

test('nothing has no percentile', () => expect(percentile([], 0.5)).toBeNaN())
