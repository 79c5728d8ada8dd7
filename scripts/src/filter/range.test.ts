import { describe, expect, test } from 'vitest'
import { rangeOf, requireOneTopic, type RangeFlags } from './range.ts'

const nowMs = 1_700_000_000_000

test.each<readonly [RangeFlags, object]>([
  [{}, { from: 'end' }],
  [{ untilEnd: true }, { from: 'end', until: 'end' }],
  [{ fromBeginning: true }, { from: 'beginning' }],
  [
    { fromBeginning: true, untilEnd: true },
    { from: 'beginning', until: 'end' },
  ],
  [{ from: '1m' }, { from: { timeMs: nowMs - 60_000 } }],
  [
    { from: '2m', to: '1m' },
    { from: { timeMs: nowMs - 120_000 }, until: { timeMs: nowMs - 60_000 } },
  ],
  [
    { from: '2m', to: '1m', untilEnd: true },
    { from: { timeMs: nowMs - 120_000 }, until: { timeMs: nowMs - 60_000 } },
  ],
  [
    { from: 'offset:1=5', untilEnd: true },
    { from: { offsets: new Map([[1, 5n]]) }, until: 'end' },
  ],
  [
    { fromBeginning: true, to: 'offset:1=5' },
    { from: { offsets: new Map([[1, 0n]]) }, until: { offsets: new Map([[1, 5n]]) } },
  ],
])('%j', (flags, range) => {
  expect(rangeOf(flags, 'end', nowMs)).toEqual(range)
})

test('a command that reads all starts at the beginning', () => {
  expect(rangeOf({}, 'beginning', nowMs)).toEqual({ from: 'beginning' })
  expect(rangeOf({ to: '1m' }, 'beginning', nowMs)).toEqual({ from: 'beginning', until: { timeMs: nowMs - 60_000 } })
})

describe('what is wrong', () => {
  test.each<readonly [RangeFlags, RegExp]>([
    [{ from: '1m', fromBeginning: true }, /not both/],
    [{ to: '1m' }, /--to needs a start/],
    [{ from: '1m', to: '2m' }, /--from must be before --to/],
    [{ from: '1m', to: '1m' }, /--from must be before --to/],
    [{ from: 'offset:0=1', to: 'offset:0=1,1=2' }, /--from names the partitions 0, --to names 0,1/],
    [{ from: 'offset:0=5', to: 'offset:0=4' }, /In partition 0/],
    [{ from: 'nonsense' }, /nonsense is no time/],
  ])('%j', (flags, message) => {
    expect(() => rangeOf(flags, 'end', nowMs)).toThrow(message)
  })

  test.each([[[]], [['a', 'b']]])('offsets with the topics %j', (topics) => {
    const range = rangeOf({ from: 'offset:0=1' }, 'end', nowMs)
    expect(() => requireOneTopic(range, topics)).toThrow(/exactly one topic/)
    expect(() => requireOneTopic(rangeOf({ from: '1m' }, 'end', nowMs), topics)).not.toThrow()
  })
})
