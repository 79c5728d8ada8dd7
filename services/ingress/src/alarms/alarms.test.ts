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
  alarms.drift(record('messages'), '/a', 'waba.messages.v1')
  minutes(100_000)
  alarms.drift(record('messages'), '/a', 'waba.messages.v1')
  alarms.drift(record('calls'), '/a', 'waba.calls.v1')
  expect(raised.map(({ subject, source_topic }) => [subject, source_topic])).toEqual([
    ['messages/a', 'waba.messages.v1'],
    ['calls/a', 'waba.calls.v1'],
  ])
})

test('a flood raises a hundred; what was over is told when it comes again', () => {
  for (let i = 0; i < 1000; i++) alarms.drift(record('messages'), `/k${i}`, 'waba.messages.v1')
  expect(raised).toHaveLength(100)
  quarantined('bad_json')
  expect(raised).toHaveLength(101)
  minutes(60)
  alarms.drift(record('messages'), '/k999', 'waba.messages.v1')
  alarms.drift(record('messages'), '/k0', 'waba.messages.v1')
  expect(raised.slice(101).map(({ subject }) => subject)).toEqual(['messages/k999'])
})

test('one that could not be raised is raised the next time', async () => {
  const tries: string[] = []
  const failing = createAlarms(async ({ subject }) => {
    tries.push(subject)
    if (tries.length === 1) throw new Error('Kafka is away')
  }, log)
  failing.drift(record('messages'), '/a', 'waba.messages.v1')
  await vi.advanceTimersByTimeAsync(0)
  failing.drift(record('messages'), '/a', 'waba.messages.v1')
  failing.drift(record('messages'), '/a', 'waba.messages.v1')
  expect(tries).toEqual(['messages/a', 'messages/a'])
})

test('names from outside are bounded', () => {
  alarms.unknownField(record('f'.repeat(5000)))
  expect(raised[0]?.subject).toHaveLength(200)
  expect(JSON.stringify(raised[0]).length).toBeLessThan(2000)
})
