import { accountState, messages } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { expect, test } from 'vitest'
import { RegistryError } from '../../registry/index.ts'
import { placeOf } from '../record/place.ts'
import { messageEvent } from '../testing/message-event.ts'
import { createEventReader } from './event-reader.ts'

const place = placeOf('p.waba.messages.v1', 3)
const bytes = codecOf(messages.schema).encode(messageEvent('1'), 5)
const record = (value: Buffer | null) => ({ key: null, value, offset: '9', timestamp: '1000', headers: {} })

function readerWith(textOf: (id: number) => Promise<string>) {
  const topics = [messages, accountState]
  return createEventReader({ topics, prefix: 'p.', registry: { textOf }, overRetryTopics: false })
}

const good = () => readerWith(async () => messages.schema)

test('an event has its record and its source; the schema is asked for once', async () => {
  let asked = 0
  const reader = readerWith(async () => {
    asked += 1
    return messages.schema
  })
  const first = await reader.read({ raw: record(bytes), place })
  const second = reader.read({ raw: record(bytes), place })
  const source = { topic: 'waba.messages.v1', partition: 3, offset: 9n, timestampMs: 1000 }
  expect({ ...first }).toEqual({ ...messageEvent('1'), source, replay: null })
  expect(second).toEqual(first)
  expect(asked).toBe(1)
})

test.each([
  ['no value', null, 'TombstoneError'],
  ['no bytes', Buffer.alloc(0), 'NotAvroError'],
  ['another first byte', Buffer.from('{"a":1}'), 'NotAvroError'],
  ['cut short', bytes.subarray(0, -3), 'UndecodableError'],
  ['trailing bytes', Buffer.concat([bytes, Buffer.of(1)]), 'UndecodableError'],
])('%s is permanent', async (_, value, name) => {
  const read = async () => good().read({ raw: record(value), place })
  await expect(read()).rejects.toMatchObject({ kind: 'permanent', cause: { name } })
})

test('a schema of another record is permanent', async () => {
  const reader = readerWith(async () => accountState.schema)
  await expect(reader.read({ raw: record(bytes), place })).rejects.toMatchObject({ kind: 'permanent' })
})

test('an unknown schema id is retryable, a registry that is down is unavailable', async () => {
  const failing = (reason: 'not_found' | 'unavailable') =>
    readerWith(() => Promise.reject(new RegistryError(reason, 'x'))).read({ raw: record(bytes), place })
  await expect(failing('not_found')).rejects.toMatchObject({ kind: 'retryable' })
  await expect(failing('unavailable')).rejects.toMatchObject({ kind: 'unavailable' })
})

test('a tombstone on a compacted topic is nothing to handle', () => {
  expect(good().read({ raw: record(null), place: placeOf('p.waba.account-state.v1', 0) })).toBeNull()
})

test('a topic that is not read any more is permanent', async () => {
  const read = async () => good().read({ raw: record(bytes), place: placeOf('p.waba.calls.v1', 0) })
  await expect(read()).rejects.toMatchObject({ kind: 'permanent' })
})
