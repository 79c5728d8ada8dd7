import { describe, expect, test } from 'vitest'
import { join } from '../items/index.ts'
import type { Draft } from './draft.ts'
import { draftsOf, eachDraft } from './drafts-of.ts'

const receivedAt = Date.UTC(2026, 0, 15)
const delivery = { id: 'delivery-1', appId: '670843887433847', receivedAt, body: Buffer.from('raw') }
const object = 'whatsapp_business_account'
const decision = { field: 'account_review_update', value: { decision: 'APPROVED' } }

function drafts(...entry: readonly unknown[]): readonly Draft[] {
  return draftsOf({ object, entry }, delivery)
}

describe('draftsOf', () => {
  test('makes the record of a change', () => {
    const [draft, ...more] = drafts({ id: '102290129340398', time: 1_739_321_024, changes: [decision] })
    expect(more).toEqual([])
    expect(draft).toMatchObject({
      key: '102290129340398',
      item: decision.value,
      topic: { name: 'waba.account-review-update.v1' },
    })
    expect(draft?.record).toEqual({
      event_id: 'change_68Cm7zkBfvefoAcLQIo_yg',
      content_id: 'change_rnlaHI-G2vbp9KrNDkBtHw',
      field: 'account_review_update',
      kind: 'change',
      waba_id: '102290129340398',
      entry_id: '102290129340398',
      entry_time: 1_739_321_024,
      occurred_at: 1_739_321_024_000,
      received_at: receivedAt,
      delivery_id: 'delivery-1',
      app_id: '670843887433847',
      item_path: '/entry/0/changes/0/value',
      item_count: 1,
      contact_positions: [],
      value: decision.value,
      nulls: [],
      unmapped: {},
      envelope: {},
    })
  })

  test('shares the value with the body', () => {
    const [draft] = drafts({ changes: [decision] })
    expect(draft?.record.value).toBe(decision.value)
  })

  test('counts the records of all entries, changes and items', () => {
    const value = { messages: [{ id: 'a' }, { id: 'b' }], statuses: [{ id: 'c' }] }
    const found = drafts({ id: '1', changes: [{ field: 'messages', value }, decision] }, null)
    expect(found.map(({ record }) => [record.item_path, record.kind, record.item_count])).toEqual([
      ['/entry/0/changes/0/value/messages/0', 'message', 5],
      ['/entry/0/changes/0/value/messages/1', 'message', 5],
      ['/entry/0/changes/0/value/statuses/0', 'status', 5],
      ['/entry/0/changes/1/value', 'change', 5],
      ['/entry/1', 'entry', 5],
    ])
  })

  test('begins paths with the index in an array around the bodies', () => {
    const body = { object, entry: [{ changes: [decision] }], extra: 1 }
    const found = draftsOf([body, body], delivery)
    expect(found.map(({ record }) => [record.item_path, record.envelope])).toEqual([
      ['/0/entry/0/changes/0/value', { '/0': '{"extra":1}' }],
      ['/1/entry/0/changes/0/value', { '/1': '{"extra":1}' }],
    ])
  })

  test('takes the account from the value, where partner events name it', () => {
    const value = { event: 'PARTNER_ADDED', waba_info: { waba_id: '102290129340398' } }
    const [draft] = drafts({ id: '300000000000001', changes: [{ field: 'account_update', value }] })
    expect(draft?.record).toMatchObject({ waba_id: '102290129340398', entry_id: '300000000000001' })
  })

  test.each<[string, unknown, string, string, string]>([
    ['an unknown field', { field: 'new_field', value: { a: 1n } }, 'new_field', '/entry/0/changes/0/value', '{"a":1}'],
    [
      'a field called constructor',
      { field: 'constructor', value: {} },
      'constructor',
      '/entry/0/changes/0/value',
      '{}',
    ],
    ['an empty field', { field: '', value: {} }, '', '/entry/0/changes/0/value', '{}'],
    ['no value', { field: 'messages' }, 'messages', '/entry/0/changes/0', '{"field":"messages"}'],
    [
      'changed_fields',
      { field: 'x', changed_fields: ['a'] },
      'x',
      '/entry/0/changes/0',
      '{"field":"x","changed_fields":["a"]}',
    ],
    [
      'a null value',
      { field: 'messages', value: null },
      'messages',
      '/entry/0/changes/0',
      '{"field":"messages","value":null}',
    ],
    [
      'a list for a value',
      { field: 'messages', value: [] },
      'messages',
      '/entry/0/changes/0',
      '{"field":"messages","value":[]}',
    ],
    ['no field', { value: {} }, '', '/entry/0/changes/0', '{"value":{}}'],
    ['a number for a field', { field: 1, value: {} }, '', '/entry/0/changes/0', '{"field":1,"value":{}}'],
    ['null', null, '', '/entry/0/changes/0', 'null'],
    ['a list', [1], '', '/entry/0/changes/0', '[1]'],
  ])('keeps a change with %s as text', (...[_case, change, field, item_path, value_json]) => {
    const [draft] = drafts({ id: 'WABA', changes: [change] })
    expect(draft?.topic.name).toBe('waba.unknown-field.v1')
    expect(draft?.key).toBe('WABA')
    expect(draft?.record).toMatchObject({ field, kind: 'change', waba_id: 'WABA', item_path, value_json })
    expect(draft?.record).not.toHaveProperty('value')
  })

  test.each<[string, unknown]>([
    ['no changes', { id: 'WABA', time: 1_739_321_024 }],
    ['empty changes', { id: 'WABA', time: 1_739_321_024, changes: [] }],
    ['an object for changes', { id: 'WABA', time: 1_739_321_024, changes: {} }],
  ])('keeps an entry with %s as text', (_case, entry) => {
    const [draft] = drafts(entry)
    expect(draft).toMatchObject({ key: 'WABA', item: entry, topic: { name: 'waba.unknown-field.v1' } })
    expect(draft?.record).toMatchObject({
      field: '',
      kind: 'entry',
      entry_id: 'WABA',
      occurred_at: 1_739_321_024_000,
      item_path: '/entry/0',
      value_json: JSON.stringify(entry),
      envelope: {},
    })
  })

  test.each([null, 1, 'x', [], [{ changes: [decision] }]])('keeps %j, which is no entry, as text', (entry) => {
    const [draft] = drafts(entry)
    expect(draft?.record).toMatchObject({ kind: 'entry', entry_id: '', waba_id: '', value_json: JSON.stringify(entry) })
  })
})

describe('envelope', () => {
  const value = { messages: [{ id: 'a' }, { id: 'b' }] }
  const change = { field: 'messages', value, extra: 3 }
  const body = {
    object,
    extra: 1,
    entry: [
      { id: '1', extra: 2, changes: [change, change] },
      { id: '2', extra: 4, changes: [change] },
    ],
  }

  test('has what records have no field for, once, on the first record under each node', () => {
    expect(draftsOf(body, delivery).map(({ record }) => record.envelope)).toEqual([
      { '': '{"extra":1}', '/entry/0': '{"extra":2}', '/entry/0/changes/0': '{"extra":3}' },
      {},
      { '/entry/0/changes/1': '{"extra":3}' },
      {},
      { '/entry/1': '{"extra":4}', '/entry/1/changes/0': '{"extra":3}' },
      {},
    ])
  })

  test.each<[string, object, string, number | null, string | undefined]>([
    ['no id, no time', {}, '', null, undefined],
    ['a number for an id', { id: 5 }, '', null, '{"id":5}'],
    ['an empty id', { id: '' }, '', null, '{"id":""}'],
    ['an id with a lone surrogate', { id: '\ud83d' }, '', null, '{"id":"\\ud83d"}'],
    ['null', { id: null, time: null }, '', null, '{"id":null,"time":null}'],
    ['text for a time', { time: '1739321024' }, '', null, '{"time":"1739321024"}'],
    ['a fraction for a time', { time: 1.5 }, '', null, '{"time":1.5}'],
    ['minus zero for a time', { time: -0 }, '', null, '{"time":-0}'],
    ['infinity for a time', { time: Number.POSITIVE_INFINITY }, '', null, '{"time":1e999}'],
    ['a big integer for a time', { time: 2n ** 53n }, '', null, '{"time":9007199254740992}'],
    ['the largest integer', { time: Number.MAX_SAFE_INTEGER }, '', null, '{"time":9007199254740991}'],
    [
      'the largest that Avro code takes',
      { time: Number.MAX_SAFE_INTEGER - 1 },
      '',
      Number.MAX_SAFE_INTEGER - 1,
      undefined,
    ],
  ])('keeps what the entry has in place of an id or a time: %s', (...[_case, entry, entry_id, entry_time, text]) => {
    const found = drafts({ ...entry, changes: [decision] })
    const [draft] = found
    expect(draft?.record).toMatchObject({ entry_id, entry_time, waba_id: entry_id })
    expect(draft?.record.envelope['/entry/0']).toBe(text)
    expect(join(found.map(({ record }) => record))).toEqual({ object, entry: [{ ...entry, changes: [decision] }] })
  })

  test('keeps a field that a record cannot hold', () => {
    const [draft] = drafts({ changes: [{ field: 'a\ud83d', value: {} }] })
    expect(draft?.record).toMatchObject({ field: '', envelope: { '/entry/0/changes/0': '{"field":"a\\ud83d"}' } })
  })
})

describe('eachDraft', () => {
  const empty = (count: number): readonly object[] => Array.from({ length: count }, () => ({}))
  const inValue = (value: object) => ({ object, entry: [{ id: '1', changes: [{ field: 'messages', value }] }] })
  const inHistory = (threads: readonly object[]) => ({
    object,
    entry: [{ id: '1', changes: [{ field: 'history', value: { history: [{ threads }] } }] }],
  })

  test.each<[string, (count: number) => unknown]>([
    ['entries', (count) => ({ object, entry: empty(count) })],
    ['changes', (count) => ({ object, entry: [{ id: '1', changes: empty(count) }] })],
    ['bodies', (count) => Array.from({ length: count }, () => ({ object, entry: [{}] }))],
    ['messages', (count) => inValue({ messages: empty(count) })],
    ['messages and statuses', (count) => inValue({ messages: empty(count - 1), statuses: empty(1) })],
    ['messages in threads', (count) => inHistory([{ messages: empty(count - 3) }, { messages: empty(3) }])],
  ])('%s: as many as allowed, and no more', (_, bodyOf) => {
    expect([...(eachDraft(bodyOf(10), delivery, 10) ?? [])]).toEqual(draftsOf(bodyOf(10), delivery))
    expect(draftsOf(bodyOf(10), delivery)).toHaveLength(10)
    expect(eachDraft(bodyOf(11), delivery, 10)).toBeUndefined()
  })

  test('what is too much is not taken apart', () => {
    const read: unknown[] = []
    const watched = empty(1000).map((change) => new Proxy(change, { get: (_, name) => void read.push(name) }))
    expect(eachDraft({ object, entry: [{ id: '1', changes: watched }] }, delivery, 10)).toBeUndefined()
    expect(read.length).toBeLessThan(50)
  })

  test('a draft is made when it is asked for', () => {
    const read: unknown[] = []
    const message = new Proxy({ id: 'wamid.1' }, { ownKeys: () => (read.push('read'), []) })
    const found = eachDraft(inValue({ messages: [{}, message] }), delivery, 10)?.[Symbol.iterator]()
    found?.next()
    expect(read).toEqual([])
    found?.next()
    expect(read).not.toEqual([])
  })
})
