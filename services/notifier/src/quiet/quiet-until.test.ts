import { describe, expect, test } from 'vitest'
import { quietUntil, weekdays, type QuietPeriod } from './quiet-until.ts'

const night: QuietPeriod = { days: weekdays, from: 1320, to: 420, timeZone: 'Europe/Berlin', critical: 'pass' }
const lunch: QuietPeriod = { ...night, from: 720, to: 780 }
const weekend: QuietPeriod = { ...night, days: ['sat', 'sun'], from: 0, to: 1440 }
const fridayNight: QuietPeriod = { ...night, days: ['fri'] }

const until = (periods: readonly QuietPeriod[], at: string, severity = 'warning') => {
  const end = quietUntil(periods, severity, Date.parse(at))
  return end === null ? null : new Date(end).toISOString().slice(0, 16)
}

test.each<[string, readonly QuietPeriod[], string, string | null]>([
  ['no period', [], '2026-01-15T22:00Z', null],
  ['before it', [lunch], '2026-01-15T10:59Z', null],
  ['its first minute', [lunch], '2026-01-15T11:00Z', '2026-01-15T12:00'],
  ['its last minute', [lunch], '2026-01-15T11:59Z', '2026-01-15T12:00'],
  ['its end', [lunch], '2026-01-15T12:00Z', null],
  ['over midnight, before it', [night], '2026-01-15T22:30Z', '2026-01-16T06:00'],
  ['over midnight, after it', [night], '2026-01-16T05:59Z', '2026-01-16T06:00'],
  ['over midnight, over', [night], '2026-01-16T06:00Z', null],
  ['a day that begins one: Friday evening', [fridayNight], '2026-01-16T21:00Z', '2026-01-17T06:00'],
  ['the morning after counts by the day before', [fridayNight], '2026-01-17T05:00Z', '2026-01-17T06:00'],
  ['Friday morning is not Friday night', [fridayNight], '2026-01-16T05:00Z', null],
  ['Saturday evening is not', [fridayNight], '2026-01-17T21:00Z', null],
  ['whole days follow each other', [weekend], '2026-01-17T12:00Z', '2026-01-18T23:00'],
  ['nights join weekends', [weekend, night], '2026-01-16T21:30Z', '2026-01-19T06:00'],
  [
    'from = to: a whole day',
    [{ ...night, days: ['mon'], from: 540, to: 540 }],
    '2026-01-20T07:00Z',
    '2026-01-20T08:00',
  ],
  ['another zone', [{ ...night, timeZone: 'Asia/Kolkata' }], '2026-01-15T17:00Z', '2026-01-16T01:30'],
  // 2026-03-29 clocks go from 02:00 to 03:00 in Berlin, 2026-10-25 from 03:00 back to 02:00.
  ['the short night', [night], '2026-03-28T21:30Z', '2026-03-29T05:00'],
  ['the evening before the short night is one hour off', [night], '2026-03-29T19:59Z', null],
  ['the long night', [night], '2026-10-24T20:30Z', '2026-10-25T06:00'],
  ['end in the hour that is skipped', [{ ...night, to: 150 }], '2026-03-29T01:00Z', '2026-03-29T01:30'],
  [
    'end in the hour that is repeated: its first time',
    [{ ...night, to: 150 }],
    '2026-10-25T00:29Z',
    '2026-10-25T00:30',
  ],
  ['and not the second', [{ ...night, to: 150 }], '2026-10-25T01:15Z', null],
])('%s', (_, periods, at, expected) => expect(until(periods, at)).toBe(expected))

describe('critical alerts', () => {
  test('pass', () => expect(until([night], '2026-01-15T22:30Z', 'critical')).toBeNull())

  test('are held where that is said', () =>
    expect(until([night, { ...night, critical: 'hold' }], '2026-01-15T22:30Z', 'critical')).toBe('2026-01-16T06:00'))
})

test('a week without an end is looked at again later', () => {
  const always = { ...night, from: 0, to: 1440 }
  expect(quietUntil([always], 'info', Date.parse('2026-01-15T12:00Z'))).toBeGreaterThan(Date.parse('2026-01-25T12:00Z'))
})
