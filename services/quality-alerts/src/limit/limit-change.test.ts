import { expect, test } from 'vitest'
import { limitChange, type Direction } from './limit-change.ts'

const rows: readonly (readonly [before: string | null, value: string, told: Direction | null, Direction | null])[] = [
  ['TIER_10K', 'TIER_2K', null, 'lowered'],
  ['TIER_2K', 'TIER_10K', null, 'raised'],
  ['TIER_2K', 'TIER_2K', null, null],
  ['TIER_2K', '2000', null, null],
  ['-1', 'TIER_100K', null, 'lowered'],
  ['TIER_UNLIMITED', '-1', null, null],
  ['1000', '-1', null, 'raised'],
  ['TIER_NOT_SET', 'TIER_250', null, 'raised'],
  [null, 'TIER_250', null, null],
  [null, 'TIER_250', 'lowered', 'lowered'],
  ['TIER_GOLD', 'TIER_250', 'raised', 'raised'],
  ['TIER_2K', 'TIER_10K', 'lowered', 'raised'],
]

test.each(rows)('%s to %s, told %s: %s', (before, value, told, direction) =>
  expect(limitChange({ before, value, told })).toBe(direction),
)
