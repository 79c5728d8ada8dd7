import { describe, expect, test } from 'vitest'
import { filterOf, type Filterable, type FilterFlags } from './filters.ts'

const event: Filterable = {
  key: '106:16505551111',
  headers: { ce_type: 'wabastream.messages.status', ce_id: 'status_x', 'content-type': 'application/avro' },
  value: { waba_id: '102', field: 'messages', kind: 'status', event_id: 'status_x' },
}

describe('an event', () => {
  test.each<readonly [FilterFlags, boolean]>([
    [{}, true],
    [{ waba: ['102'] }, true],
    [{ waba: ['103'] }, false],
    [{ waba: ['103', '102'] }, true],
    [{ field: ['messages'] }, true],
    [{ field: ['account-update'] }, false],
    [{ kind: ['status'] }, true],
    [{ kind: ['message'] }, false],
    [{ key: ['106:16505551111'] }, true],
    [{ key: ['106'] }, false],
    [{ eventId: ['status_x'] }, true],
    [{ eventId: ['status_y'] }, false],
    [{ where: ['ce_type=wabastream.messages.*'] }, true],
    [{ where: ['ce_type=*.calls.*'] }, false],
    [{ where: ['content-type=application/avro', 'ce_id=status_?'] }, true],
    [{ where: ['content-type=application/avro', 'ce_id=other'] }, false],
    [{ where: ['absent=*'] }, false],
    [{ where: ['constructor=*'] }, false],
    [{ waba: ['102'], kind: ['message'] }, false],
  ])('%j: %j', (flags, expected) => {
    expect(filterOf(flags)(event)).toBe(expected)
  })
})

test('a field may be typed like its topic', () => {
  const update: Filterable = { ...event, value: { field: 'account_update' } }
  expect(filterOf({ field: ['account-update'] })(update)).toBe(true)
})

test('a field that the catalogue does not know is looked for as typed', () => {
  const unknown: Filterable = { ...event, value: { field: 'brand-new' } }
  expect(filterOf({ field: ['brand-new'] })(unknown)).toBe(true)
})

test('what cannot be decoded is judged by its headers', () => {
  const headers = { ce_type: 'wabastream.odd.field.change', ce_source: '/waba/7', ce_id: 'change_z' }
  const bytes: Filterable = { key: null, headers, value: undefined }
  const flags = { field: ['odd.field'], kind: ['change'], waba: ['7'], eventId: ['change_z'] }
  expect(filterOf(flags)(bytes)).toBe(true)
  expect(filterOf({ ...flags, waba: ['8'] })(bytes)).toBe(false)
  expect(filterOf({ key: ['x'] })(bytes)).toBe(false)
})

test('a tombstone has a key only', () => {
  const tombstone: Filterable = { key: '102', headers: {}, value: null }
  expect(filterOf({ key: ['102'] })(tombstone)).toBe(true)
  expect(filterOf({ waba: ['102'] })(tombstone)).toBe(false)
})

test.each([
  [{ where: ['ce_type'] }, /not of the form 'header=pattern'/],
  [{ where: ['=x'] }, /not of the form/],
  [{ kind: ['statuz'] }, /did you mean status\?/],
  [{ kind: ['nonsense'] }, /No event is of kind nonsense\. Kinds: /],
])('%j is wrong', (flags, message) => {
  expect(() => filterOf(flags)).toThrow(message)
})

test('an empty list is no filter', () => {
  expect(filterOf({ waba: [], key: [] })(event)).toBe(true)
})
