import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ada,
  at,
  ben,
  body,
  echo,
  echoes,
  group,
  historyThread,
  message,
  received,
  status,
  statuses,
  wamid,
} from './testing/bodies.ts'
import { startRig, type Rig } from './testing/start-rig.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const read = async (id: string) => (await rig.get(`/v1/messages/${encodeURIComponent(wamid(id))}`)).body

const reaction = (id: string, seconds: number, emoji: string | undefined, more = {}) =>
  message(id, seconds, { type: 'reaction', text: undefined, reaction: { message_id: wamid('a'), emoji }, ...more })

const edit = (id: string, seconds: number, text: string) =>
  message(id, seconds, {
    type: 'edit',
    text: undefined,
    edit: { original_message_id: wamid('a'), message: { type: 'text', text: { body: text } } },
  })

const revoke = (id: string, seconds: number) =>
  message(id, seconds, { type: 'revoke', text: undefined, revoke: { original_message_id: wamid('a') } })

test('a received message: content, kind of origin, conversation; who is answered is told by the id alone', async () => {
  const context = { from: '15550783881', id: wamid('before') }
  await rig.send(received(message('a', 0, { context })))
  expect(await read('a')).toMatchObject({
    direction: 'in',
    origin: 'live',
    type: 'text',
    conversation: `106540352242922:${ada.user}`,
    occurred_at: at(0),
    content: { text: { body: 'text of a' }, context: { id: wamid('before') } },
    state: null,
    reactions: [],
    revoked_at: null,
  })
  expect(JSON.stringify((await read('a'))['content'])).not.toContain('15550783881')
})

test('a status before its message: the message is known by it, and its content comes with the echo', async () => {
  await rig.send(statuses(status('a', 'delivered', 1)))
  expect(await read('a')).toMatchObject({ origin: 'status', content: null, state: 'delivered' })
  await rig.send(echoes(echo('a', 0)), statuses(status('a', 'sent', 0)))
  expect(await read('a')).toMatchObject({
    origin: 'echo',
    direction: 'out',
    content: { text: { body: 'text of a' } },
    state: 'delivered',
    timeline: [{ status: 'sent' }, { status: 'delivered' }],
  })
})

test('a reaction is added, changed and taken away; the newest wins whatever the order', async () => {
  await rig.send(received(message('a', 0)), received(reaction('r1', 1, '👍')))
  expect(await read('a')).toMatchObject({ reactions: [{ by: ada.user, emoji: '👍', at: at(1) }] })
  await rig.send(received(reaction('r3', 3, '🎉')), received(reaction('r2', 2, '😀')))
  expect(await read('a')).toMatchObject({ reactions: [{ emoji: '🎉' }] })
  await rig.send(
    echoes(echo('b', 4, { type: 'reaction', text: undefined, reaction: { message_id: wamid('a'), emoji: '🙏' } })),
  )
  expect(await read('a')).toMatchObject({ reactions: [{ emoji: '🎉' }, { by: 'business', emoji: '🙏' }] })
  await rig.send(received(reaction('r4', 5, undefined)))
  expect(await read('a')).toMatchObject({ reactions: [{ by: 'business' }] })
})

test('a reaction that is taken away with an empty emoji, and the person then names themselves otherwise', async () => {
  await rig.send(received(message('a', 0)), received(reaction('r1', 1, '👍')))
  await rig.send(received(reaction('r2', 2, '', { from_user_id: undefined })))
  expect((await read('a'))['reactions']).toEqual([])
})

test('an edit changes the content, also when it comes first; the last one counts', async () => {
  await rig.send(received(edit('e2', 20, 'third')), received(edit('e1', 10, 'second')), received(message('a', 0)))
  expect(await read('a')).toMatchObject({
    content: { text: { body: 'third' } },
    edits: [{ at: at(10), content: { text: { body: 'second' } } }, { at: at(20) }],
  })
})

test('a revoke takes the content away, also when it comes first', async () => {
  await rig.send(received(revoke('x', 30)), received(message('a', 0)), received(edit('e', 40, 'later')))
  expect(await read('a')).toMatchObject({ content: null, edits: [], revoked_at: at(30) })
})

test('what the API cannot carry: unsupported, with the error explained', async () => {
  const errors = [{ code: 131_051, title: 'Message type unknown' }]
  await rig.send(
    received(message('u', 0, { type: 'unsupported', text: undefined, unsupported: { type: 'poll' }, errors })),
  )
  expect(await read('u')).toMatchObject({
    type: 'unsupported',
    content: { unsupported: { type: 'poll' } },
    errors: [{ code: 131_051, meaning: expect.stringContaining('deleted') }],
  })
})

test('chat history: direction by the thread, state of what the business sent, media after its placeholder', async () => {
  const { user_id: _none, ...plain } = { user_id: null, type: 'text', text: { body: 'old' } }
  const seconds = String(1_761_001_513)
  await rig.send(
    historyThread(
      { ...plain, from: ada.phone, id: wamid('h1'), timestamp: seconds, history_context: { status: 'READ' } },
      {
        ...plain,
        from: '15550783881',
        to: ada.phone,
        id: wamid('h2'),
        timestamp: seconds,
        history_context: { status: 'ERROR' },
      },
      {
        type: 'media_placeholder',
        from: ada.phone,
        id: wamid('h3'),
        timestamp: seconds,
        history_context: { status: 'READ' },
      },
    ),
    body('history', { messages: [message('h3', -9_186_887, { type: 'image', text: undefined, image: { id: '1' } })] }),
  )
  expect(await read('h1')).toMatchObject({ direction: 'in', origin: 'history', state: null, timeline: [] })
  expect(await read('h2')).toMatchObject({
    direction: 'out',
    state: 'failed',
    timeline: [{ status: 'failed', origin: 'history' }],
  })
  expect(await read('h3')).toMatchObject({ type: 'image', content: { image: { id: '1' } } })
  const stats = await rig.get('/v1/delivery-stats?from=2025-10-01T00:00:00Z&to=2025-11-30T00:00:00Z')
  expect(stats.body['items']).toEqual([])
})

test('a message in a group belongs to the group and names its sender', async () => {
  await rig.send(
    received(message('a', 0, { group_id: group })),
    received(message('b', 1, { group_id: group, from: ben.phone, from_user_id: ben.user })),
  )
  expect(await read('a')).toMatchObject({ conversation: `106540352242922:${group}`, sender: ada.user })
  const { body: conversation } = await rig.get(`/v1/conversations/106540352242922:${group}`)
  expect(conversation).toMatchObject({ person: null, items: [{ sender: ben.user }, { sender: ada.user }] })
})

test('one id at two business numbers is two messages', async () => {
  await rig.send(received(message('a', 0)), body('messages', { messages: [message('a', 5)] }, '999'))
  expect(await read('a')).toMatchObject({ phone_number_id: '999', also_known_by: ['106540352242922'] })
  const path = `/v1/messages/${encodeURIComponent(wamid('a'))}?phone_number_id=106540352242922`
  expect((await rig.get(path)).body).toMatchObject({ occurred_at: at(0), also_known_by: ['999'] })
})

test('text that PostgreSQL cannot keep as it is does not stop a batch', async () => {
  await rig.send(received(message('a', 0, { text: { body: 'a\u0000b' } }), message('b', 1)))
  expect(await read('a')).toMatchObject({ content: { text: { body: 'a\uFFFDb' } } })
  expect(await read('b')).toMatchObject({ type: 'text' })
})

test('properties that the schema does not know are shown as they came', async () => {
  await rig.send(received(message('a', 0, { type: 'hologram', text: undefined, hologram: { depth: 3 } })))
  expect(await read('a')).toMatchObject({
    type: 'hologram',
    content: { unmapped: { '/messages/0/hologram': '{"depth":3}' } },
  })
})
