import { describe, expect, test } from 'vitest'
import { occurredAt } from './occurred-at.ts'

const received = Date.UTC(2026, 0, 15)
const inOneDay = received / 1000 + 86_400
const in2009 = Date.UTC(2009, 0, 1) / 1000
const entry = 1_739_321_024

describe('occurredAt', () => {
  test.each<[string, unknown, number | null, number]>([
    ['own time as text', '1700000000', entry, 1_700_000_000_000],
    ['own time as an integer', 1_700_000_000, entry, 1_700_000_000_000],
    ['the beginning of 2009', in2009, entry, in2009 * 1000],
    ['one day ahead', inOneDay, entry, inOneDay * 1000],
    ['own time before 2009', in2009 - 1, entry, entry * 1000],
    ['own time more than a day ahead', String(inOneDay + 1), entry, entry * 1000],
    ['own time in milliseconds', '1700000000000', entry, entry * 1000],
    ['no own time', undefined, entry, entry * 1000],
    ['own time that is words', 'January 31, 2021', entry, entry * 1000],
    ['own time that is empty', '', entry, entry * 1000],
    ['own time with a fraction', 1_700_000_000.5, entry, entry * 1000],
    ['own time that is an object', {}, entry, entry * 1000],
    ['own time beyond all numbers', 10n ** 20n, entry, entry * 1000],
    ['no time at all', undefined, null, received],
    ['both out of range', '0', 0, received],
    ['entry time ahead', undefined, inOneDay + 1, received],
  ])('%s', (_case, own, entryTime, expected) => {
    expect(occurredAt(own, entryTime, received)).toBe(expected)
  })
})
