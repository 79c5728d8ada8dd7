import type { Cause } from '@wabastream/sdk/alerts'
import { expect, test } from 'vitest'
import type { ErrorRow } from '../intake/rows.ts'
import { errorsToReport } from './watch-errors.ts'

const minuteMs = 60_000

function row(event: string, code: number, occurredAt: number, number = '1'): ErrorRow {
  return { event_id: event, code, phone_number_id: number, occurred_at: occurredAt }
}

function reported(rows: readonly ErrorRow[]): readonly string[] {
  const cause = (eventId: string): Cause => ({
    eventId,
    contentId: eventId,
    occurredAt: 0,
    receivedAt: 0,
    wabaId: 'w',
    source: null,
    replay: null,
  })
  const causes = new Map(rows.map(({ event_id: id }) => [id, cause(id)]))
  return errorsToReport(rows, causes).map((seen) => seen.row.event_id)
}

test('of many errors the first and the last of each hour', () => {
  const rows = ['d', 'b', 'a', 'c'].map((id) => row(id, 131_031, 'abcd'.indexOf(id) * 20 * minuteMs))
  expect(reported(rows)).toEqual(['a', 'c', 'd'])
})

test('each number and each code for itself, and only those that need a person', () => {
  const rows = [row('a', 131_031, 0), row('b', 368, 0), row('c', 131_031, 0, '2'), row('d', 131_026, 0)]
  expect(reported(rows)).toEqual(['a', 'b', 'c'])
})

test('one that was both is reported once', () => expect(reported([row('a', 131_031, 0)])).toEqual(['a']))
