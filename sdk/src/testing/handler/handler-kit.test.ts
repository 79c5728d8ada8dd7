import { alerts, messages, templateState } from '@wabastream/schemas'
import { expect, test, vi } from 'vitest'
import { openAlert } from '../../alerts/index.ts'
import { permanent, retryable, unavailable } from '../../failure/index.ts'
import { messageEvent } from '../../consumer/testing/message-event.ts'
import { createHandlerKit } from './index.ts'

const text = (body: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [
        {
          field: 'messages',
          value: { messaging_product: 'whatsapp', messages: [{ id: 'wamid.1', type: 'text', text: { body } }] },
        },
        { field: 'security', value: { event: 'PIN_CHANGED' } },
      ],
    },
  ],
})

test('a webhook goes all the way to the handler; other fields are left out', async () => {
  const bodies: unknown[] = []
  const kit = createHandlerKit({
    topics: [messages],
    from: 'earliest',
    handle(event, { attempt }) {
      bodies.push(event.value.messages?.[0]?.text?.body, event.source.topic, event.replay, attempt)
    },
  })
  const handled = await kit.webhook(text('hello'))
  expect(handled).toMatchObject([{ topic: messages, fate: 'done', published: [] }])
  expect(bodies).toEqual(['hello', 'waba.messages.v1', null, 1])
})

test.each([
  ['retryable', retryable('busy'), 0, 'retry-10s'],
  ['retryable, tried twice', retryable('busy'), 1, 'retry-10m'],
  ['retryable, at the end', retryable('busy'), 4, 'dead-letter'],
  ['a bug', new TypeError('x'), 0, 'retry-10s'],
  ['permanent', permanent('bad'), 0, 'dead-letter'],
  ['unavailable', unavailable('down'), 0, 'probe'],
])('%s: %s', async (_, error, spent, fate) => {
  const handle = vi.fn<() => void>(() => {
    throw error
  })
  const kit = createHandlerKit({ topics: [messages], from: 'earliest', handle })
  expect(await kit.event(messageEvent('1'), { spent })).toMatchObject({ fate, error })
  expect(handle).toHaveBeenCalledTimes(
    (fate.startsWith('retry') && !(error instanceof TypeError)) || (fate === 'dead-letter' && spent > 0) ? 3 : 1,
  )
})

test('strict order waits instead', async () => {
  const kit = createHandlerKit({
    topics: [messages],
    from: 'earliest',
    order: 'strict',
    handle: () => Promise.reject(new TypeError('x')),
  })
  expect(await kit.event(messageEvent('1'))).toMatchObject({ fate: 'wait' })
})

test('what is published is seen as it would be decoded, and only on topics that are named', async () => {
  const alert = openAlert({
    rule: 'r',
    service: 's',
    severity: 'info',
    subject: 'x',
    title: 't',
    detail: 'd',
    occurredAt: 1,
    openedBy: 'message_1',
  })
  const kit = createHandlerKit({
    topics: [messages],
    from: 'earliest',
    publishes: [alerts],
    async handle({ event_id: id }, { publish }) {
      if (id === 'message_2') await publish(templateState, { key: 'k', record: null })
      await publish(alerts, { key: 'k', record: alert })
    },
  })
  const first = await kit.event(messageEvent('1'))
  expect(first.published).toEqual([{ topic: alerts, key: 'k', record: alert }])
  expect(await kit.event(messageEvent('2'))).toMatchObject({ fate: 'dead-letter', published: [] })
  expect(kit.published(alerts)).toEqual([{ key: 'k', record: alert }])
})

test('a batch is handled at once; if that fails, one by one', async () => {
  const sizes: number[] = []
  const kit = createHandlerKit({
    topics: [messages],
    from: 'earliest',
    handleBatch(events) {
      sizes.push(events.length)
      if (events.some(({ value }) => value.messages?.[0]?.text?.body === 'bad')) throw permanent('bad')
    },
  })
  expect(await kit.batch([text('a'), text('b')])).toMatchObject([{ fate: 'done' }, { fate: 'done' }])
  expect(await kit.batch([text('a'), text('bad')])).toMatchObject([{ fate: 'done' }, { fate: 'dead-letter' }])
  expect(sizes).toEqual([2, 2, 1, 1])
})

test('replays: handled with their mark, without effects, or refused', async () => {
  const replay = { id: 'r1', topic: 'waba.messages.v1', partition: 1, offset: 5n, effects: 'respect' } as const
  const marks: unknown[] = []
  const kitWith = (replays: 'handle' | 'skip-effects' | 'refuse') =>
    createHandlerKit({
      topics: [messages],
      from: 'earliest',
      publishes: [templateState],
      replays,
      async handle(event, { publish, once }) {
        marks.push(event.replay)
        if (replays === 'skip-effects') marks.push(await once(event, () => Promise.reject(new Error('never called'))))
        await publish(templateState, { key: 'k', record: null })
      },
    })
  expect(await kitWith('handle').event(messageEvent('1'), { replay })).toMatchObject({
    fate: 'done',
    published: [{ key: 'k' }],
  })
  expect(await kitWith('skip-effects').event(messageEvent('1'), { replay })).toMatchObject({
    fate: 'done',
    published: [],
  })
  expect(await kitWith('refuse').event(messageEvent('1'), { replay })).toMatchObject({ fate: 'dead-letter' })
  expect(marks).toEqual([replay, replay, false])
})

test('bytes that are no event become a dead letter', async () => {
  const kit = createHandlerKit({ topics: [messages], from: 'earliest', handle: () => undefined })
  expect(await kit.bytes(Buffer.from('{}'))).toMatchObject({ fate: 'dead-letter' })
})
