import { expect, test } from 'vitest'
import { metaDate } from './meta-date.ts'

test.each([
  [1_761_955_200, '2025-11-01T00:00:00.000Z'],
  ['1761955200', '2025-11-01T00:00:00.000Z'],
  [1_761_955_200_000, '2025-11-01T00:00:00.000Z'],
  ['January 31, 2021', '2021-01-31T00:00:00.000Z'],
  [' November 1, 2025 ', '2025-11-01T00:00:00.000Z'],
  ['2025-11-01', '2025-11-01T00:00:00.000Z'],
  ['2025-11-01T10:00:00+02:00', '2025-11-01T08:00:00.000Z'],
])('%j is %s, wherever the process runs', (sent, date) => {
  expect(new Date(metaDate(sent) ?? 0).toISOString()).toBe(date)
})

test.each([null, undefined, '', 'soon', 'Smarch 13, 2021', '0', 0, -5, 1e18, Number.NaN])('%j is no date', (sent) => {
  expect(metaDate(sent)).toBeNull()
})
