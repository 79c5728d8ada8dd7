import { expect, test } from 'vitest'
import { instantOf, isTimeZone, wallClockAt } from './wall-clock.ts'

const utc = (text: string) => Date.parse(text)
const wall = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number) as [number, number, number, number, number]
  return { year, month, day, minutes: hour * 60 + minute }
}

test.each([
  ['a winter day', 'Europe/Berlin', '2026-01-15 22:00', '2026-01-15T21:00:00Z'],
  ['a summer day', 'Europe/Berlin', '2026-07-15 22:00', '2026-07-15T20:00:00Z'],
  ['half an hour of offset', 'Asia/Kolkata', '2026-07-15 00:15', '2026-07-14T18:45:00Z'],
  ['across the date line', 'Pacific/Auckland', '2026-01-01 08:00', '2025-12-31T19:00:00Z'],
  ['no offset', 'UTC', '2026-02-28 24:00', '2026-03-01T00:00:00Z'],
  ['before clocks go forward', 'Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59:00Z'],
  ['skipped: counts from before', 'Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30:00Z'],
  ['after clocks go forward', 'Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00:00Z'],
  ['repeated: the first', 'Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30:00Z'],
  ['after clocks go back', 'Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00:00Z'],
  ['repeated in America', 'America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z'],
  ['skipped at midnight', 'America/Santiago', '2026-09-06 00:30', '2026-09-06T04:30:00Z'],
  ['half an hour of change', 'Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:45:00Z'],
])('%s', (_, zone, local, instant) =>
  expect(new Date(instantOf(wall(local), zone)).toISOString()).toBe(new Date(utc(instant)).toISOString()),
)

test('reads clocks', () => {
  expect(wallClockAt(utc('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toEqual(wall('2026-03-29 01:59'))
  expect(wallClockAt(utc('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toEqual(wall('2026-03-29 03:00'))
  expect(wallClockAt(utc('2026-01-01T23:00:00Z'), 'Europe/Berlin')).toEqual(wall('2026-01-02 00:00'))
})

test('knows names of time zones', () => {
  expect(['Europe/Berlin', 'UTC', 'America/Sao_Paulo'].every(isTimeZone)).toBe(true)
  expect(['Berlin', 'Europe/Atlantis', ''].some(isTimeZone)).toBe(false)
})
