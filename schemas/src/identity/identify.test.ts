import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../codec/own.ts'
import { draftsOf } from '../event/index.ts'

interface Sent {
  readonly field?: string
  readonly value: JsonObject
  readonly id?: unknown
  readonly time?: unknown
  readonly raw?: string
}

function ids({
  field = 'messages',
  value,
  id = 'WABA',
  time,
  raw = 'raw',
}: Sent): readonly (readonly [string, string])[] {
  const entry = { id, ...(time === undefined ? {} : { time }), changes: [{ field, value }] }
  const delivery = { id: 'd', appId: null, receivedAt: Date.UTC(2026, 0, 1), body: Buffer.from(raw) }
  const drafts = draftsOf({ object: 'whatsapp_business_account', entry: [entry] }, delivery)
  return drafts.map(({ record }) => [record.event_id, record.content_id])
}

const metadata = { phone_number_id: 'N' }
const message = { id: 'wamid.A', type: 'text', timestamp: '1', text: { body: 'a' } }
const status = { id: 'wamid.A', status: 'read', timestamp: '1', recipient_id: '1' }
const call = { id: 'wacid.A', event: 'connect', timestamp: '1' }
const messages = (change: JsonObject): Sent => ({ value: { metadata, messages: [{ ...message, ...change }] } })
const statuses = (change: JsonObject): Sent => ({ value: { metadata, statuses: [{ ...status, ...change }] } })
const calls = (change: JsonObject): Sent => ({ field: 'calls', value: { metadata, calls: [{ ...call, ...change }] } })
const named = (change: JsonObject): Sent => ({ field: 'security', value: { event: 'PIN_CHANGED', ...change }, time: 1 })
const preference = (change: JsonObject): Sent => ({
  field: 'user_preferences',
  value: { metadata, user_preferences: [{ value: 'stop', timestamp: 1, ...change }] },
})

const action = (user: string): Sent => ({
  value: { metadata, contacts: [{ user_id: user }], user_actions: [{ timestamp: '1' }] },
})
const sync = (time: string, extra: JsonObject = {}): Sent => ({
  field: 'smb_app_state_sync',
  value: { metadata, state_sync: [{ action: 'add', metadata: { timestamp: time, ...extra } }] },
})

type Same = 'both' | 'content' | 'none'

/** What two deliveries have in common: both ids, the content id only, or none. */
function common(a: Sent, b: Sent): Same {
  const [[eventA, contentA] = []] = ids(a)
  const [[eventB, contentB] = []] = ids(b)
  if (eventA === eventB) return contentA === contentB ? 'both' : 'none'
  return contentA === contentB ? 'content' : 'none'
}

describe('identity', () => {
  test.each<[string, Sent, Sent, Same]>([
    [
      'a message that came again with other content',
      messages({}),
      messages({ timestamp: '2', text: { body: 'b' }, x: 1 }),
      'both',
    ],
    ['a message of another type (media after its placeholder)', messages({}), messages({ type: 'image' }), 'none'],
    ['a message without a type', messages({ type: null }), messages({ type: null, timestamp: '2' }), 'both'],
    ['a message with another id', messages({}), messages({ id: 'wamid.B' }), 'none'],
    ['a message whose entry has another time', { ...messages({}), time: 1 }, { ...messages({}), time: 2 }, 'both'],
    ['a message of another account', messages({}), { ...messages({}), id: 'OTHER' }, 'none'],
    ['a message in another field', messages({}), { ...messages({}), field: 'history' }, 'none'],
    [
      'a message of another number',
      messages({}),
      { value: { metadata: { phone_number_id: 'M' }, messages: [message] } },
      'none',
    ],
    ['a message without an id and another text', messages({ id: '' }), messages({ id: '', text: {} }), 'none'],
    ['a message without an id, the same', messages({ id: '' }), { ...messages({ id: '' }), raw: 'other' }, 'both'],
    ['a message without an id at another time', messages({ id: '' }), messages({ id: '', timestamp: '2' }), 'content'],
    ['a message with an object for an id', messages({ id: {} }), messages({ id: {}, text: {} }), 'none'],
    ['a message with an object for a type', messages({ type: {} }), messages({ type: {}, text: {} }), 'none'],
    [
      'a message without a number',
      { value: { messages: [message] } },
      { value: { messages: [{ ...message, text: {} }] } },
      'none',
    ],
    [
      'a status that came again with other details',
      statuses({}),
      statuses({ pricing: { billable: true }, recipient_id: '2' }),
      'both',
    ],
    ['a status at another time', statuses({}), statuses({ timestamp: '2' }), 'content'],
    ['another status', statuses({}), statuses({ status: 'failed' }), 'none'],
    ['a status without a time', statuses({ timestamp: null }), statuses({ timestamp: null, x: 1 }), 'none'],
    ['a status of type message', statuses({}), statuses({ type: 'message' }), 'both'],
    [
      'a status of type payment',
      statuses({}),
      statuses({ type: 'payment', payment: { transaction: { id: 't' } } }),
      'none',
    ],
    [
      'a payment of another transaction',
      statuses({ type: 'payment', payment: { transaction: { id: 't' } } }),
      statuses({ type: 'payment', payment: { transaction: { id: 'u' } } }),
      'none',
    ],
    [
      'a payment without a transaction',
      statuses({ type: 'payment', payment: { a: 1 } }),
      statuses({ type: 'payment', payment: { a: 2 } }),
      'none',
    ],
    ['a payment without a type', statuses({ payment: { a: 1 } }), statuses({ payment: { a: 2 } }), 'none'],
    [
      'a participant',
      statuses({ group_id: 'G', recipient_participant_id: '1' }),
      statuses({ group_id: 'G', recipient_participant_id: '2' }),
      'none',
    ],
    [
      'the same participant',
      statuses({ group_id: 'G', recipient_participant_id: '1' }),
      statuses({ group_id: 'G', recipient_participant_id: '1', x: 1 }),
      'both',
    ],
    [
      'a participant known by user id',
      statuses({ recipient_participant_user_id: 'US.1' }),
      statuses({ recipient_participant_user_id: 'US.2' }),
      'none',
    ],
    [
      'a participant in the other spelling',
      statuses({ participant_recipient_id: '1' }),
      statuses({ participant_recipient_id: '2' }),
      'none',
    ],
    [
      'the same participant in the other spelling',
      statuses({ participant_recipient_id: '1' }),
      statuses({ recipient_participant_id: '1' }),
      'both',
    ],
    [
      'group statuses that name nobody',
      statuses({ recipient_type: 'group' }),
      statuses({ recipient_type: 'group', x: 1 }),
      'none',
    ],
    [
      'group statuses with a group id that name nobody',
      statuses({ group_id: 'G' }),
      statuses({ group_id: 'G', x: 1 }),
      'none',
    ],
    ['a call that came again with other details', calls({}), calls({ session: { sdp: 'x' } }), 'both'],
    ['a call at another time', calls({}), calls({ timestamp: '2' }), 'content'],
    ['another step of a call', calls({}), calls({ event: 'terminate' }), 'none'],
    [
      'a call with a status in place of an event',
      calls({ event: undefined, status: 'A' }),
      calls({ event: undefined, status: 'B' }),
      'none',
    ],
    ['a call without a step', calls({ event: null }), calls({ event: null, x: 1 }), 'none'],
    ['a change that came again', named({}), { ...named({}), raw: 'other' }, 'both'],
    ['a change whose entry has another time', named({}), { ...named({}), time: 2 }, 'content'],
    ['a change with another value', named({}), named({ requester: '1' }), 'none'],
    [
      'a change without any time in another body',
      { ...named({}), time: undefined },
      { ...named({}), time: undefined, raw: 'x' },
      'content',
    ],
    [
      'a change whose entry time is text',
      { ...named({}), time: '1' },
      { ...named({}), time: '1', raw: 'x' },
      'content',
    ],
    [
      'a change with its own time in another entry',
      { ...named({ timestamp: 5 }), time: 1 },
      { ...named({ timestamp: 5 }), time: 2 },
      'both',
    ],
    ['a change at another own time', named({ timestamp: 5 }), named({ timestamp: 6 }), 'content'],
    [
      'a change in another portfolio',
      { ...named({ waba_info: { waba_id: 'W' } }), id: 'A' },
      { ...named({ waba_info: { waba_id: 'W' } }), id: 'B' },
      'none',
    ],
    ['an item with its own time, from another body', preference({}), { ...preference({}), raw: 'x', time: 9 }, 'both'],
    ['an item at another own time', preference({}), preference({ timestamp: 2 }), 'content'],
    ['an item with another user', preference({ wa_id: '1' }), preference({ wa_id: '2' }), 'none'],
  ])('%s', (_case, a, b, expected) => {
    expect(common(a, b)).toBe(expected)
  })

  test('takes the users of the contacts that came with an item without an id', () => {
    expect(common(action('US.1'), action('US.2'))).toBe('none')
    const { value } = action('US.1')
    const named2 = { value: { ...value, contacts: [{ user_id: 'US.1', profile: { name: 'Changed' } }] } }
    expect(common({ value }, named2)).toBe('both')
  })

  test('takes the time of a state sync from below', () => {
    expect(common(sync('1'), { ...sync('1'), raw: 'x' })).toBe('both')
    expect(common(sync('1'), sync('2'))).toBe('content')
    expect(common(sync('1'), sync('1', { a: 1 }))).toBe('none')
  })

  test('tells different items of one delivery apart, whatever their number; equal ones share an id', () => {
    const texts = ['a', 'b', 'a', 'c', 'b']
    const sent = { value: { metadata, messages: texts.map((text) => ({ ...message, text })) } }
    const [a, b, a2, c, b2] = ids(sent)
    expect(new Set([a?.[0], b?.[0], c?.[0]]).size).toBe(3)
    expect([a2, b2]).toEqual([a, b])
    expect(ids(messages({ text: 'a' }))[0]).toEqual(a)
  })

  test('begins with the kind', () => {
    expect(ids(statuses({}))[0]?.[0]).toMatch(/^status_[\w-]{22}$/)
    expect(ids(named({}))[0]?.[1]).toMatch(/^change_[\w-]{22}$/)
  })

  test('exists for whatever JSON can carry', () => {
    const odd = ['\ud83d', 2n ** 70n, Number.POSITIVE_INFINITY, -0, null, [[]], JSON.parse('{"__proto__":1}')]
    const all = odd.flatMap((x) => [
      ...ids(messages({ id: x, type: x })),
      ...ids(statuses({ timestamp: x, status: x })),
      ...ids(named({ x })),
    ])
    expect(new Set(all.map(([event]) => event)).size).toBe(3 * odd.length)
  })
})
