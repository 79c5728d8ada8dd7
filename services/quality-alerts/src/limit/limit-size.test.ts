import { expect, test } from 'vitest'
import { limitSize } from './limit-size.ts'

test.each([
  ['TIER_NOT_SET', 0],
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_1K', 1000],
  ['TIER_2K', 2000],
  ['2000', 2000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_1M', 1_000_000],
  ['tier_250', 250],
  ['TIER_UNLIMITED', Number.POSITIVE_INFINITY],
  ['-1', Number.POSITIVE_INFINITY],
  ['0', 0],
  ['TIER_GOLD', null],
  ['1.5', null],
  ['', null],
])('%s allows %s', (limit, size) => expect(limitSize(limit)).toBe(size))

test("Meta's tiers stand in their order", () => {
  const tiers = ['TIER_NOT_SET', 'TIER_50', 'TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']
  const sizes = tiers.map((tier) => limitSize(tier) ?? Number.NaN)
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
  expect(new Set(sizes).size).toBe(tiers.length)
})
