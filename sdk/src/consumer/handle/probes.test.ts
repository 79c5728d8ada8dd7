import { expect, test } from 'vitest'
import { placeOf } from '../record/place.ts'
import { createProbes } from './probes.ts'

const at = (partition: number) => ({
  raw: { key: null, value: null, offset: '0', timestamp: '0' },
  place: placeOf('t', partition),
})

test('waits grow to their bound, each partition on its own, and begin anew after a success', () => {
  let nowMs = 0
  const probes = createProbes(
    { first: 1000, longest: 30_000 },
    () => 1,
    () => nowMs,
  )
  const waits = [1, 2, 3, 4, 5, 6, 7].map(() => {
    const waitMs = probes.nextMs(at(0))
    nowMs += waitMs
    return waitMs
  })
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  expect(probes.nextMs(at(1))).toBe(1000)
  probes.succeeded(at(0))
  expect(probes.nextMs(at(0))).toBe(1000)
  nowMs += 1000
  expect(probes.nextMs(at(1))).toBe(2000)
})

test('events that fail side by side are one failure: a short outage does not lead to the longest wait', () => {
  let nowMs = 0
  const probes = createProbes(
    { first: 1000, longest: 30_000 },
    () => 1,
    () => nowMs,
  )
  expect(probes.nextMs(at(0))).toBe(1000)
  nowMs = 40
  for (let call = 1; call < 16; call += 1) expect(probes.nextMs(at(0))).toBe(960)
  nowMs = 1000
  expect(probes.nextMs(at(0))).toBe(2000)
})

test('jitter takes away no more than half', () => {
  expect(createProbes({ first: 1000, longest: 30_000 }, () => 0).nextMs(at(0))).toBe(500)
})
