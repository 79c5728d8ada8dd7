import { messages, type MessagesEvent } from '@wabastream/schemas'
import { topics } from '@wabastream/schemas/catalogue'
import { codecOf, schemaIdOf } from '@wabastream/schemas/codec'
import { partitionFor } from '@wabastream/sdk/kafka'
import { describe, expect, test } from 'vitest'
import { messageBody, messageValue, textMessage } from '../testing/bodies.ts'
import { draftsFor, routesForTests } from '../testing/drafts.ts'
import { encodeDrafts as encode } from './encode-drafts.ts'
import { createRoutes } from './routes.ts'

const encodeDrafts = (...args: Parameters<typeof encode>) => encode(...args)!
const traceparent = '00-00000000000000000000000000000001-0000000000000001-00'

test('an event becomes a record of its topic', () => {
  const [draft] = draftsFor(messageBody())
  const { outgoing, misfits } = encodeDrafts([draft!], routesForTests(), traceparent)
  expect(misfits).toEqual([])
  const { record, lane, unmapped } = outgoing[0]!
  expect([lane, unmapped]).toEqual(['live', []])
  expect(record).toMatchObject({
    topic: 'p.waba.messages.v1',
    key: '106540352242922:16505551111',
    partition: partitionFor('106540352242922:16505551111', 32),
    timestampMs: 1_750_000_000_000,
    headers: { ce_id: draft!.record.event_id, traceparent, 'content-type': 'application/avro' },
  })
  expect(schemaIdOf(record.value!)).toBe(topics.indexOf(messages) + 1)
  expect((codecOf(messages.schema).decode(record.value!) as MessagesEvent).event_id).toBe(draft!.record.event_id)
})

test('one that is too large for its topic is set aside, its siblings are not', () => {
  const large = textMessage({ text: { body: 'x'.repeat(9000) } })
  const drafts = draftsFor(messageBody(messageValue({ messages: [textMessage(), large, textMessage()] })))
  const { outgoing, misfits } = encodeDrafts(drafts, routesForTests(8000), traceparent)
  expect(outgoing.map(({ draft }) => draft)).toEqual([drafts[0], drafts[2]])
  expect(misfits).toEqual([{ draft: drafts[1], reason: 'item_too_large' }])
})

test('one that cannot be encoded is set aside, its siblings are not', () => {
  const drafts = draftsFor(messageBody(messageValue({ messages: [textMessage(), textMessage()] })))
  const broken = { ...drafts[0]!, record: { ...drafts[0]!.record, waba_id: '\uD83D' } }
  const { outgoing, misfits } = encodeDrafts([broken, drafts[1]!], routesForTests(), traceparent)
  expect(outgoing.map(({ draft }) => draft)).toEqual([drafts[1]])
  expect(misfits).toEqual([{ draft: broken, reason: 'item_unencodable' }])
})

test('what the schema does not know is named', () => {
  const drafts = draftsFor(messageBody(messageValue({ messages: [textMessage({ new_thing: 1 })] })))
  const { outgoing } = encodeDrafts(drafts, routesForTests(), traceparent)
  expect(outgoing[0]?.unmapped).toEqual(['/messages/0/new_thing'])
})

test('without its schema id a topic has no route', () => {
  expect(() => createRoutes('', new Map())(messages)).toThrow('The schema id of waba.messages.v1 is not known yet')
})

describe('more bytes than a delivery may have', () => {
  const drafts = draftsFor(messageBody(messageValue({ messages: Array.from({ length: 10 }, () => textMessage()) })))

  /** The drafts, and how many of them were asked for. */
  function counted() {
    const asked = { count: 0 }
    function* each() {
      for (const draft of drafts) {
        asked.count += 1
        yield draft
      }
    }
    return { asked, each: each() }
  }

  test('are not encoded to their end', () => {
    const { asked, each } = counted()
    expect(encode(each, routesForTests(), traceparent, 2000)).toBeUndefined()
    expect(asked.count).toBeLessThan(6)
  })

  test('events that are too large for their topic count as well', () => {
    const { asked, each } = counted()
    expect(encode(each, routesForTests(100), traceparent, 2000)).toBeUndefined()
    expect(asked.count).toBeLessThan(6)
  })

  test('ids that stand in headers count as well', () => {
    const body = { ...messageBody(), entry: [{ id: '9'.repeat(1000), changes: [{ field: 'x', value: {} }] }] }
    // waba_id, entry_id, the key, ce_source and ce_subject.
    expect(encode(draftsFor(body), routesForTests(), traceparent, 5000)).toBeUndefined()
    expect(encode(draftsFor(body), routesForTests(), traceparent, 7000)?.outgoing).toHaveLength(1)
  })
})
