import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../codec/own.ts'
import { callShape } from './call-shape.ts'
import { historyShape } from './history-shape.ts'
import { messageShape } from './message-shape.ts'
import type { Shape } from './shape.ts'
import { split } from './split.ts'
import { standbyShape } from './standby-shape.ts'
import { valueShape } from './value-shape.ts'

const metadata = { phone_number_id: '15550000001' }
const message = (id: string, from?: string): JsonObject => (from === undefined ? { id } : { id, from })

/** Path and kind of each part, and the value that holds it. */
function parts(value: JsonObject, shape: Shape): readonly (readonly [string, string, JsonObject])[] {
  return split(value, shape, '').map((part) => [part.path, part.kind.name, part.value])
}

describe('split', () => {
  test('takes the value itself when nothing in it is an item', () => {
    const value = { event: 'PIN_CHANGED', messages: [message('1')] }
    expect(parts(value, valueShape)).toEqual([['', 'change', value]])
  })

  test('shares a value that holds one item, it is not copied', () => {
    const value = { metadata, contacts: [{ wa_id: '1' }, { wa_id: '2' }], messages: [message('a', '1')], statuses: [] }
    const [only, ...more] = split(value, messageShape, '/value')
    expect(more).toEqual([])
    expect(only?.value).toBe(value)
    expect(only?.contacts).toBe(value.contacts)
    expect(only).toMatchObject({ path: '/value/messages/0', positions: [], item: message('a', '1') })
  })

  test('gives the rest of a value to its first item, and what the shape carries to each', () => {
    const value = {
      messaging_product: 'whatsapp',
      metadata,
      extra: 1,
      messages: [message('a'), message('b')],
      statuses: [{ id: 's' }],
    }
    expect(parts(value, messageShape)).toEqual([
      ['/messages/0', 'message', { messaging_product: 'whatsapp', metadata, extra: 1, messages: [message('a')] }],
      ['/messages/1', 'message', { messaging_product: 'whatsapp', metadata, messages: [message('b')] }],
      ['/statuses/0', 'status', { messaging_product: 'whatsapp', metadata, statuses: [{ id: 's' }] }],
    ])
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['empty', []],
    ['an object', {}],
    ['text', 'x'],
    ['with a null', [message('a'), null]],
    ['with a list', [message('a'), []]],
    ['with text', [message('a'), 'x']],
  ])('leaves an array alone that is %s', (_case, messages) => {
    const value = { metadata, messages }
    expect(parts(value, messageShape)).toEqual([['', 'change', value]])
    const statuses = [{ id: 's' }, { id: 't' }]
    expect(parts({ ...value, statuses }, messageShape)).toEqual([
      ['/statuses/0', 'status', { metadata, messages, statuses: [{ id: 's' }] }],
      ['/statuses/1', 'status', { metadata, statuses: [{ id: 't' }] }],
    ])
  })

  test('takes errors for items only when nothing beside them is one', () => {
    const errors = [{ code: 1 }, { code: 2 }]
    expect(parts({ errors }, messageShape).map(([path, kind]) => [path, kind])).toEqual([
      ['/errors/0', 'error'],
      ['/errors/1', 'error'],
    ])
    const messages = [message('a'), message('b')]
    expect(parts({ errors, messages }, messageShape)).toEqual([
      ['/messages/0', 'message', { errors, messages: [message('a')] }],
      ['/messages/1', 'message', { messages: [message('b')] }],
    ])
    expect(parts({ errors, standby: { messages } }, standbyShape).map(([path]) => path)).toEqual([
      '/standby/messages/0',
      '/standby/messages/1',
    ])
  })

  test('has kinds of their own for the arrays of calls', () => {
    expect(parts({ calls: [{ id: 'c' }], statuses: [{ id: 'c' }] }, callShape).map(([, kind]) => kind)).toEqual([
      'call',
      'status',
    ])
  })

  test('splits history down to its messages, and takes chunks and threads without any for items', () => {
    const value = {
      metadata,
      history: [
        {
          metadata: { chunk_order: 1 },
          errors: [1],
          threads: [
            { id: 'u', context: { wa_id: 'u' }, x: 1, messages: [message('a'), message('b')] },
            { id: 'v', messages: [] },
          ],
        },
        { metadata: { chunk_order: 2 } },
      ],
    }
    const chunk = { metadata: { chunk_order: 1 } }
    const thread = { id: 'u', context: { wa_id: 'u' } }
    expect(parts(value, historyShape)).toEqual([
      [
        '/history/0/threads/0/messages/0',
        'history_message',
        { metadata, history: [{ ...chunk, errors: [1], threads: [{ ...thread, x: 1, messages: [message('a')] }] }] },
      ],
      [
        '/history/0/threads/0/messages/1',
        'history_message',
        { metadata, history: [{ ...chunk, threads: [{ ...thread, messages: [message('b')] }] }] },
      ],
      [
        '/history/0/threads/1',
        'history_thread',
        { metadata, history: [{ ...chunk, threads: [{ id: 'v', messages: [] }] }] },
      ],
      ['/history/1', 'history_chunk', { metadata, history: [{ metadata: { chunk_order: 2 } }] }],
    ])
  })

  test('splits what standby wraps, with the contacts in there, and what lies beside it', () => {
    const standby = { contacts: [{ wa_id: '1' }, { wa_id: '2' }], messages: [message('a', '2'), message('b', '1')] }
    const value = { metadata, contacts: [{ wa_id: '9' }], standby, statuses: [{ id: 's', recipient_id: '9' }] }
    expect(parts(value, standbyShape)).toEqual([
      ['/statuses/0', 'status', { metadata, contacts: [{ wa_id: '9' }], statuses: value.statuses }],
      [
        '/standby/messages/0',
        'message',
        { metadata, standby: { contacts: [{ wa_id: '2' }], messages: [message('a', '2')] } },
      ],
      [
        '/standby/messages/1',
        'message',
        { metadata, standby: { contacts: [{ wa_id: '1' }], messages: [message('b', '1')] } },
      ],
    ])
    expect(parts({ standby: {} }, standbyShape)).toEqual([['', 'change', { standby: {} }]])
  })

  test('keeps properties called like those of Object.prototype', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"constructor":2,"messages":[{"id":"a"},{"id":"b"}]}') as JsonObject
    const [first, second] = split(value, messageShape, '')
    expect(Object.keys(first?.value ?? {})).toEqual(['__proto__', 'constructor', 'messages'])
    expect(Object.keys(second?.value ?? {})).toEqual(['messages'])
  })
})

describe('contacts', () => {
  const contacts = [{ wa_id: '1' }, { wa_id: '2', user_id: 'US.2' }, { wa_id: '1', n: 2 }, { wa_id: '9' }]

  test.each<[string, JsonObject, readonly number[]]>([
    ['from', { from: '2' }, [1]],
    ['from_user_id', { from_user_id: 'US.2' }, [1]],
    ['to', { to: '1' }, [0]],
    ['to_user_id', { to_user_id: 'US.2' }, [1]],
    ['recipient_id', { recipient_id: '1' }, [0]],
    ['recipient_user_id', { recipient_user_id: 'US.2' }, [1]],
    ['recipient_participant_id', { recipient_participant_id: '2' }, [1]],
    ['recipient_participant_user_id', { recipient_participant_user_id: 'US.2' }, [1]],
    ['participant_recipient_id', { participant_recipient_id: '2' }, [1]],
    ['wa_id', { wa_id: '2' }, [1]],
    ['user_id', { user_id: 'US.2' }, [1]],
    ['a user id that changed', { user_id: { previous: 'US.1', current: 'US.2' } }, [1]],
    ['the body of an echo', { message: { to: '2' } }, [1]],
    ['a system message', { system: { wa_id: '2' } }, [1]],
    ['two users', { from: '2', to: '1' }, [0, 1]],
    ['the same user twice', { from: '2', from_user_id: 'US.2' }, [1]],
    ['nobody', { from: '5' }, []],
    ['no text', { from: 2, user_id: null }, []],
  ])('follow an item that names them by %s', (_case, item, positions) => {
    const [, second] = split({ contacts, messages: [{ from: '1' }, item] }, messageShape, '')
    expect(new Set(second?.positions)).toEqual(new Set(positions))
    expect(second?.value['contacts']).toEqual(
      positions.length === 0 ? undefined : second?.positions.map((i) => contacts[i]),
    )
    expect(second?.contacts).toEqual(second?.positions.map((i) => contacts[i]))
  })

  test('of nobody and second ones of a person go with the first item', () => {
    const [first, second] = split({ contacts, messages: [{ from: '2' }, { from: '1' }] }, messageShape, '')
    expect(first?.positions).toEqual([1, 2, 3])
    expect(second?.positions).toEqual([0])
  })

  test.each<[string, unknown]>([
    ['empty', []],
    ['no list', { wa_id: '1' }],
    ['not all objects', [{ wa_id: '1' }, null]],
  ])('that are %s stay as sent with the first item', (_case, odd) => {
    const [first, second] = split({ contacts: odd, messages: [{ from: '1' }, { from: '1' }] }, messageShape, '')
    expect(first).toMatchObject({ positions: [], contacts: [], value: { contacts: odd } })
    expect(second?.value).not.toHaveProperty('contacts')
  })
})

describe('cost', () => {
  test('is linear: 4,000 items with 4,000 contacts make records with one contact each', () => {
    const users = Array.from({ length: 4000 }, (_, i) => `1650${i}`)
    const value = {
      contacts: users.map((wa_id) => ({ wa_id })),
      statuses: users.map((recipient_id) => ({ recipient_id })),
    }
    const found = split(value, messageShape, '')
    expect(found.length).toBe(4000)
    expect(found.every((part) => part.contacts.length === 1)).toBe(true)
  })
})
