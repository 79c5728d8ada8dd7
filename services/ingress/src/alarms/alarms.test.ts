import type { Alert } from '@wabastream/schemas'
import type { EventRecord } from '@wabastream/schemas/event'
import { createLog } from '@wabastream/sdk/observe'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAlarms } from './alarms.ts'

const log = createLog({ level: 'silent' })
const record = (field: string) =>
  ({ field, waba_id: '102290129340398', event_id: 'change_1', occurred_at: 1_750_000_000_000 }) as EventRecord

let raised: Alert[]
let alarms: ReturnType<typeof createAlarms>

beforeEach(() => {
  vi.useFakeTimers()
  raised = []
  alarms = createAlarms(async (alert) => void raised.push(alert), log)
})
afterEach(() => vi.useRealTimers())

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000)
const drifted = (field: string, pointer: string, within: 'unmapped' | 'envelope' = 'unmapped') => ({
  record: record(field),
  field,
  pointer,
  topic: `waba.${field}.v1`,
  within,
})
const quarantined = (reason: string, deliveryId = 'delivery-1') =>
  alarms.quarantined({ reason, deliveryId, receivedAt: 1_750_000_000_000 })

test('quarantine: once per reason in ten minutes, and names the key to look for', () => {
  quarantined('bad_json')
  quarantined('bad_json', 'delivery-2')
  quarantined('bad_utf8')
  minutes(10)
  quarantined('bad_json', 'delivery-3')
  expect(raised.map(({ rule, subject, source_event_id }) => [rule, subject, source_event_id])).toEqual([
    ['quarantine', 'bad_json', 'delivery-1'],
    ['quarantine', 'bad_utf8', 'delivery-1'],
    ['quarantine', 'bad_json', 'delivery-3'],
  ])
  expect(raised[0]?.detail).toContain('waba tail quarantine --key delivery-1')
})

test('unknown field: once per field in an hour', () => {
  alarms.unknownField(record('tomorrow'))
  minutes(59)
  alarms.unknownField(record('tomorrow'))
  minutes(1)
  alarms.unknownField(record('tomorrow'))
  expect(raised.map(({ subject }) => subject)).toEqual(['tomorrow', 'tomorrow'])
})

test('drift: once per field and pointer', () => {
  alarms.drift(drifted('messages', '/a'))
  minutes(100_000)
  alarms.drift(drifted('messages', '/a'))
  alarms.drift(drifted('calls', '/a'))
  expect(raised.map(({ subject, source_topic }) => [subject, source_topic])).toEqual([
    ['messages/a', 'waba.messages.v1'],
    ['calls/a', 'waba.calls.v1'],
  ])
})

test('a flood raises a hundred; what was over is told when it comes again', () => {
  for (let i = 0; i < 1000; i++) alarms.drift(drifted('messages', `/k${i}`))
  expect(raised).toHaveLength(100)
  quarantined('bad_json')
  expect(raised).toHaveLength(101)
  minutes(60)
  alarms.drift(drifted('messages', '/k999'))
  alarms.drift(drifted('messages', '/k0'))
  expect(raised.slice(101).map(({ subject }) => subject)).toEqual(['messages/k999'])
})

test('one that could not be raised is raised the next time', async () => {
  const tries: string[] = []
  const failing = createAlarms(async ({ subject }) => {
    tries.push(subject)
    if (tries.length === 1) throw new Error('Kafka is away')
  }, log)
  failing.drift(drifted('messages', '/a'))
  await vi.advanceTimersByTimeAsync(0)
  failing.drift(drifted('messages', '/a'))
  failing.drift(drifted('messages', '/a'))
  expect(tries).toEqual(['messages/a', 'messages/a'])
})

test('names from outside are bounded', () => {
  alarms.unknownField(record('f'.repeat(5000)))
  expect(raised[0]?.subject).toHaveLength(200)
  expect(JSON.stringify(raised[0]).length).toBeLessThan(2000)
})

test('a name that is cut within a pair of surrogates is still text', () => {
  alarms.unknownField(record(`${'f'.repeat(198)}\u{1F600}${'f'.repeat(50)}`))
  expect(raised[0]?.subject.isWellFormed()).toBe(true)
  expect(raised[0]?.title.isWellFormed()).toBe(true)
})

test('an account id that is none is left out, so that the key of an alert stays small', () => {
  const long = { ...record('messages'), waba_id: '9'.repeat(201) }
  alarms.unknownField({ ...long, field: 'tomorrow' })
  alarms.drift({ ...drifted('messages', `/${'a'.repeat(5000)}`), record: long })
  alarms.quarantined({ reason: 'empty', deliveryId: 'd', receivedAt: 1, wabaId: long.waba_id })
  alarms.quarantined({ reason: 'bad_json', deliveryId: 'd', receivedAt: 1, wabaId: '9'.repeat(200) })
  expect(raised.map(({ waba_id }) => waba_id)).toEqual([null, null, null, '9'.repeat(200)])
  for (const { subject } of raised) expect(subject.length).toBeLessThanOrEqual(200)
})

test('drift says where the property is kept', () => {
  alarms.drift(drifted('messages', '/a'))
  alarms.drift(drifted('messages', '/entry/*/b', 'envelope'))
  expect(raised.map(({ detail }) => /unmapped|envelope/.exec(detail)?.[0])).toEqual(['unmapped', 'envelope'])
})
