import { messages, templateState } from '@wabastream/schemas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageEvent } from '../../consumer/testing/message-event.ts'
import { createLog } from '../../observe/index.ts'
import { createStore, type Store } from '../../store/index.ts'
import { eventually, stack } from '../vitest/index.ts'
import { createHandlerKit } from './index.ts'

let store: Store

beforeAll(async () => {
  const sql = 'CREATE TABLE seen (id text NOT NULL)'
  store = createStore({
    url: stack().databaseUrl,
    service: 'kit',
    migrations: [{ name: '0001-seen', sql }],
    log: createLog({ level: 'silent' }),
  })
  await store.start()
  await eventually(() => store.query('SELECT 1'), { withinMs: 20_000 })
})
afterAll(() => store?.stop())

test('once: the effect, the id and what is published are kept together, and only once', async () => {
  let breaks = true
  const kit = createHandlerKit({
    topics: [messages],
    from: 'earliest',
    store,
    publishes: [templateState],
    async handle(event, { once, publish }) {
      await once(event, async (tx) => {
        await tx.query('INSERT INTO seen VALUES ($1)', [event.event_id])
        await publish(templateState, { key: event.event_id, record: null })
        if (breaks) throw new TypeError('after both')
      })
    },
  })
  const seen = async () => (await store.query<{ id: string }>('SELECT id FROM seen')).map(({ id }) => id)
  expect(await kit.event(messageEvent('1'))).toMatchObject({ fate: 'retry-10s', published: [] })
  expect(await seen()).toEqual([])
  breaks = false
  expect(await kit.event(messageEvent('1'))).toMatchObject({ fate: 'done', published: [{ key: 'message_1' }] })
  expect(await kit.event(messageEvent('1'))).toMatchObject({ fate: 'done', published: [] })
  const replay = { id: 'r1', topic: 'waba.messages.v1', partition: 0, offset: 0n, effects: 'respect' } as const
  expect(await kit.event(messageEvent('1'), { replay })).toMatchObject({ published: [] })
  const again = { ...replay, effects: 'again' } as const
  expect(await kit.event(messageEvent('1'), { replay: again })).toMatchObject({ published: [{ key: 'message_1' }] })
  expect(await kit.event(messageEvent('1'), { replay: again })).toMatchObject({ published: [] })
  expect(await seen()).toEqual(['message_1', 'message_1'])
})
