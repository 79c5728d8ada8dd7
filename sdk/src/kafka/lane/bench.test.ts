import { expect, test } from 'vitest'
import { createBench } from './bench.ts'

const place = { topic: 't', partition: 3 }
const other = { topic: 't', partition: 4 }
const why = { reason: 'topic_missing', code: 'UNKNOWN_TOPIC_OR_PARTITION' } as const

test('a benched partition is turned away for a while, then suspect until it takes a record', () => {
  const bench = createBench()
  expect(bench.reason(place, 0)).toBeNull()
  bench.add([place, place, place], why, 1000)
  expect(bench.reason(place, 1100)).toEqual({ ...why, retryAfterMs: 400 })
  expect(bench.reason(other, 1100)).toBeNull()
  expect(bench.reason(place, 1500)).toBeNull()
  expect(bench.isSuspect(place)).toBe(true)
  bench.clear([other])
  expect(bench.isSuspect(place)).toBe(true)
  bench.clear([place])
  expect(bench.isSuspect(place)).toBe(false)
})

test('waits: 500 ms, 1 s, 2, 4, 8, then 15', () => {
  const bench = createBench()
  const waits = Array.from({ length: 7 }, () => {
    bench.add([place], why, 0)
    return bench.reason(place, 0)?.retryAfterMs
  })
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000])
})
