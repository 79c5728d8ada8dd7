import { describe, expect, test } from 'vitest'
import { UsageError } from '../program/usage-error.ts'
import { parseMoment } from './moment.ts'

const nowMs = Date.parse('2026-03-01T12:00:00Z')

describe('an instant', () => {
  test.each([
    ['30s', nowMs - 30_000],
    ['10m', nowMs - 600_000],
    ['2h', nowMs - 7_200_000],
    ['3d', nowMs - 259_200_000],
    ['0m', nowMs],
    ['2026-01-31T08:00:00Z', Date.parse('2026-01-31T08:00:00Z')],
    ['2026-01-31T08:00Z', Date.parse('2026-01-31T08:00:00Z')],
    ['2026-01-31T08:00:00.250+01:00', Date.parse('2026-01-31T07:00:00.250Z')],
    ['2024-02-29T00:00-05:00', Date.parse('2024-02-29T05:00:00Z')],
    ['1700000000000', 1_700_000_000_000],
  ])('%s', (text, timeMs) => {
    expect(parseMoment(text, nowMs)).toEqual({ timeMs })
  })
})

test.each([
  ['offset:0=100', [[0, 100n]]],
  [
    'offset:0=100,1=250',
    [
      [0, 100n],
      [1, 250n],
    ],
  ],
  ['offset:7=9007199254740993', [[7, 9_007_199_254_740_993n]]],
  [
    'offset:0=1, 3=4',
    [
      [0, 1n],
      [3, 4n],
    ],
  ],
] as const)('%s', (text, offsets) => {
  expect(parseMoment(text, nowMs)).toEqual({ offsets: new Map<number, bigint>(offsets) })
})

describe('what is wrong', () => {
  test.each([
    ['', /An empty text is no time; use 10m, 2h or 3d/],
    ['yesterday', /yesterday is no time; use 10m/],
    ['10 m', /10 m is no time/],
    ['10M', /10M is no time/],
    ['-10m', /-10m is no time/],
    ['1.5h', /1.5h is no time/],
    ['999999d', /is before 1970/],
    ['1700000000', /looks like seconds: give milliseconds, 1700000000000/],
    ['17', /17 is no time in milliseconds/],
    ['99999999999999999', /is no time in milliseconds/],
    ['2026-01-31', /needs a time and a zone: 2026-01-31T00:00Z/],
    ['2026-01-31T08:00', /needs a zone: 2026-01-31T08:00Z for UTC/],
    ['2026-01-31 08:00:00', /needs a zone: 2026-01-31T08:00:00Z for UTC/],
    ['2026-02-31T08:00Z', /is no time that exists/],
    ['2026-13-01T08:00Z', /is no time that exists/],
    ['2026-01-01T25:00Z', /is no time that exists/],
    ['offset:', /names no offset/],
    ['offset:0', /0 names no offset: write offset:PARTITION=OFFSET/],
    ['offset:0=1,x=2', /x=2 names no offset/],
    ['offset:0=-1', /0=-1 names no offset/],
    ['offset:0=1,0=2', /names partition 0 twice/],
  ])('%j', (text, message) => {
    expect(() => parseMoment(text, nowMs)).toThrow(UsageError)
    expect(() => parseMoment(text, nowMs)).toThrow(message)
  })
})
