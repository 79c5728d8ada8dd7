import { expect, test } from 'vitest'
import type { EventRecord } from '@wabastream/schemas/event'
import { createDriftCollector } from './collect-drift.ts'

const event = (overrides: Partial<EventRecord>): EventRecord => ({
  event_id: 'message_a',
  content_id: 'message_a',
  field: 'messages',
  kind: 'message',
  waba_id: '1',
  entry_id: '1',
  entry_time: null,
  occurred_at: 1000,
  received_at: 1000,
  delivery_id: 'd',
  app_id: null,
  item_path: '/entry/0/changes/0/value/messages/0',
  item_count: 1,
  contact_positions: [],
  nulls: [],
  unmapped: {},
  envelope: {},
  ...overrides,
})

test('counts each pointer of a field, whatever the index', () => {
  const drift = createDriftCollector()
  drift.add(
    event({ unmapped: { '/messages/0/new': '1', '/messages/0/list/3/x': '"secret"' }, received_at: 2000 }),
    false,
  )
  drift.add(event({ unmapped: { '/messages/0/list/12/x': '2' }, received_at: 500, event_id: 'message_b' }), false)
  drift.add(event({ field: 'calls', unmapped: { '/messages/0/new': '1' } }), false)
  expect(drift.found()).toEqual([
    {
      field: 'messages',
      within: 'value',
      pointer: '/messages/*/list/*/x',
      count: 2,
      firstSeen: 500,
      lastSeen: 2000,
      eventId: 'message_a',
    },
    {
      field: 'messages',
      within: 'value',
      pointer: '/messages/*/new',
      count: 1,
      firstSeen: 2000,
      lastSeen: 2000,
      eventId: 'message_a',
    },
    {
      field: 'calls',
      within: 'value',
      pointer: '/messages/*/new',
      count: 1,
      firstSeen: 1000,
      lastSeen: 1000,
      eventId: 'message_a',
    },
  ])
  expect(JSON.stringify(drift.found())).not.toContain('secret')
})

test('names what lies around the values', () => {
  const drift = createDriftCollector()
  drift.add(
    event({ envelope: { '': '{"new/one":1}', '/entry/0': '{"uid":"7"}', '/entry/0/changes/1': '{"a":null,"b":2}' } }),
    false,
  )
  expect(drift.found().map(({ within, pointer }) => `${within} ${pointer}`)).toEqual([
    'body /*',
    'body /entry/*/changes/*/a',
    'body /entry/*/changes/*/b',
    'body /entry/*/uid',
  ])
})

test('a name that could be a person or an id is not shown', () => {
  const drift = createDriftCollector()
  const names = ['jane.doe@example.com', '+49 151 234', 'Jane Doe', 'id_12345']
  for (const name of names)
    drift.add(event({ unmapped: { [`/${name}`]: '1' }, envelope: { '': JSON.stringify({ [name]: 1 }) } }), false)
  expect(drift.found()).toMatchObject([
    { within: 'value', pointer: '/*', count: 4 },
    { within: 'body', pointer: '/*', count: 4 },
  ])
})

test('names fields that the catalogue does not know', () => {
  const drift = createDriftCollector()
  drift.add(event({ field: 'brand_new', value_json: '{}' }), true)
  expect(drift.found()).toMatchObject([{ field: 'brand_new', within: 'field', pointer: '', count: 1 }])
})

test('stays small when every key is another', () => {
  const drift = createDriftCollector(3)
  for (let n = 0; n < 10; n++) drift.add(event({ unmapped: { [`/id${n}`]: '1' } }), false)
  drift.add(event({ unmapped: { '/id0': '1' } }), false)
  expect(drift.found()).toHaveLength(3)
  expect(drift.uncounted).toBe(7)
  expect(drift.found()[0]).toMatchObject({ pointer: '/id0', count: 2 })
})
