import { expect, test } from 'vitest'
import { placeOf } from '../record/place.ts'
import { createStrictSpent } from './strict-spent.ts'

const record = (offset: number) => ({ key: null, value: null, offset: String(offset), timestamp: '0' })

test('two records of a partition that fail side by side both keep what was spent on them', () => {
  const { spent, remember } = createStrictSpent()
  const place = placeOf('t', 0)
  remember(record(5), place, 1)
  remember(record(7), place, 2)
  expect([5, 6, 7].map((offset) => spent(record(offset), place))).toEqual([1, 0, 2])
  expect(spent(record(5), placeOf('t', 1))).toBe(0)
})

test('what is remembered stays bounded', () => {
  const { spent, remember } = createStrictSpent()
  const place = placeOf('t', 0)
  for (let offset = 0; offset < 10_000; offset += 1) remember(record(offset), place, 1)
  const known = Array.from({ length: 10_000 }, (_, offset) => spent(record(offset), place))
  expect(known.reduce((sum, each) => sum + each)).toBe(256)
  expect(known.at(-1)).toBe(1)
})
