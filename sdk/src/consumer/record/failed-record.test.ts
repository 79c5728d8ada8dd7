import { expect, test } from 'vitest'
import { permanent } from '../../failure/index.ts'
import { partitionFor, type RawRecord } from '../../kafka/index.ts'
import { failedRecord } from './failed-record.ts'
import { originOf, replayOf, spentOf } from './origin.ts'
import { placeOf } from './place.ts'

const raw: RawRecord = {
  key: Buffer.from('key'),
  value: Buffer.from([0, 1, 2]),
  offset: '41',
  timestamp: '1767225600000',
  headers: { ce_id: Buffer.from('message_1'), twice: [Buffer.from('a'), Buffer.from('b')], traceparent: 'x' },
}
const place = placeOf('p.waba.messages.v1', 7)
const nowMs = Date.UTC(2026, 0, 2)
const facts = {
  originTopic: place.topic,
  group: 'crm',
  spent: 1,
  error: permanent(new TypeError('no 16505551111')),
  nowMs,
}
const origin = originOf({ raw, place }, 'p.')

test('keeps key, value and headers, and says where it was and what happened', () => {
  expect(failedRecord(raw, 'p.waba.group.crm.dlq', { ...facts, origin })).toEqual({
    topic: 'p.waba.group.crm.dlq',
    partition: partitionFor('key', 4),
    key: raw.key,
    value: raw.value,
    timestampMs: nowMs,
    headers: {
      ...raw.headers,
      'wabastream-origin-topic': 'p.waba.messages.v1',
      'wabastream-origin-partition': '7',
      'wabastream-origin-offset': '41',
      'wabastream-origin-timestamp': '1767225600000',
      'wabastream-group': 'crm',
      'wabastream-attempts': '1',
      'wabastream-first-failed-at': '2026-01-02T00:00:00.000Z',
      'wabastream-error-class': 'TypeError',
      'wabastream-error-message': 'no …',
    },
  })
})

test('the second time: origin and first failure stay, the rest is set anew and nothing stands twice', () => {
  const once = failedRecord(raw, 'retry', { ...facts, origin })
  const again: RawRecord = { ...raw, offset: '3', timestamp: String(nowMs), headers: once.headers }
  const delivered = { raw: again, place: placeOf('p.waba.group.crm.retry-10s', 1) }
  expect(originOf(delivered, 'p.')).toEqual(origin)
  expect(spentOf(delivered, 9)).toBe(1)
  const twice = failedRecord(again, 'dlq', { ...facts, origin, spent: 2, error: 'text', nowMs: nowMs + 5000 })
  expect(twice.headers).toEqual({
    ...once.headers,
    'wabastream-attempts': '2',
    'wabastream-error-class': 'Error',
    'wabastream-error-message': 'text',
  })
})

test('a record that names no origin has its own place', () => {
  const delivered = { raw, place: placeOf('p.waba.group.crm.retry-10s', 1) }
  expect(originOf(delivered, 'p.')).toMatchObject({ topic: 'waba.group.crm.retry-10s', partition: 1, offset: 41n })
  expect(spentOf(delivered, 2)).toBe(2)
})

test('a record without a key keeps to a partition of its origin', () => {
  expect(failedRecord({ ...raw, key: null }, 't', { ...facts, origin }).partition).toBe(3)
})

test('marks of a replay', () => {
  expect(replayOf({ raw, place }, 'p.')).toBeNull()
  const headers = {
    'wabastream-replay-id': 'r1',
    'wabastream-replay-topic': Buffer.from('p.waba.messages.v1'),
    'wabastream-replay-partition': '3',
    'wabastream-replay-offset': '12',
    'wabastream-replay-effects': 'again',
  }
  const replay = { id: 'r1', topic: 'waba.messages.v1', partition: 3, offset: 12n, effects: 'again' }
  expect(replayOf({ raw: { ...raw, headers }, place }, 'p.')).toEqual(replay)
})
