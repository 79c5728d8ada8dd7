import { quarantine, type Quarantine } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import { partitionFor } from '@wabastream/sdk/kafka'
import { expect, test } from 'vitest'
import { messageBody, messageValue, textMessage } from '../testing/bodies.ts'
import { deliveryOf, draftsFor, routesForTests } from '../testing/drafts.ts'
import { quarantineRecords } from './quarantine.ts'

const decode = (value: Buffer | null) => codecOf(quarantine.schema).decode(value!) as Quarantine
const body = messageBody(messageValue({ messages: [textMessage(), textMessage()] }))
const delivery = deliveryOf(body)

test('a body as a whole: its bytes, and no item', () => {
  const [only, ...others] = quarantineRecords(delivery, [{ reason: 'bad_json' }], routesForTests())
  expect(others).toEqual([])
  expect(only).toMatchObject({
    lane: 'management',
    record: {
      topic: 'p.waba.quarantine.v1',
      key: delivery.id,
      partition: partitionFor(delivery.id, 4),
      headers: { 'content-type': 'application/avro', 'wabastream-delivery-id': delivery.id },
    },
  })
  const record = decode(only!.record.value)
  expect(Buffer.from(record.body!).equals(delivery.body)).toBe(true)
  expect({ ...record, body: null }).toEqual({
    reason: 'bad_json',
    detail: null,
    body: null,
    item_path: null,
    delivery_id: delivery.id,
    received_at: delivery.receivedAt,
    app_id: '100',
    field: null,
    kind: null,
    waba_id: null,
    event_id: null,
    topic: null,
  })
})

test('items of one body: each names its event, the first holds the body, all lie in one partition', () => {
  const drafts = draftsFor(body)
  const aside = drafts.map((draft) => ({ reason: 'item_too_large', draft }))
  const records = quarantineRecords(delivery, aside, routesForTests()).map(({ record }) => record)
  expect(new Set(records.map(({ partition }) => partition)).size).toBe(1)
  const decoded = records.map(({ value }) => decode(value))
  expect(decoded.map((record) => record.body !== null)).toEqual([true, false])
  expect(decoded.map(({ item_path, event_id }) => [item_path, event_id])).toEqual(
    drafts.map(({ record }) => [record.item_path, record.event_id]),
  )
  expect(decoded[1]).toMatchObject({ field: 'messages', kind: 'message', topic: 'waba.messages.v1' })
})

test('a long id is not repeated beside the body that holds it', () => {
  const long = messageBody()
  long['entry'] = [{ id: '9'.repeat(1025), changes: [{ field: 'f'.repeat(1025), value: {} }] }]
  const [draft] = draftsFor(long)
  const [record] = quarantineRecords(deliveryOf(long), [{ reason: 'item_too_large', draft: draft! }], routesForTests())
  expect(decode(record!.record.value)).toMatchObject({
    field: null,
    waba_id: null,
    kind: 'change',
    topic: 'waba.unknown-field.v1',
    item_path: '/entry/0/changes/0/value',
  })
})

test('a body of 4 MiB that is nearly all one id is taken by the topic', () => {
  const huge = messageBody()
  huge['entry'] = [{ id: '9'.repeat(4 * 1024 * 1024 - 500), changes: [{ field: 'messages', value: {} }] }]
  const aside = [{ reason: 'item_too_large', draft: draftsFor(huge)[0]! }]
  const [record] = quarantineRecords(deliveryOf(huge), aside, routesForTests())
  expect(record!.record.value!.length).toBeLessThan(quarantine.maxBytes / 1.9)
})
