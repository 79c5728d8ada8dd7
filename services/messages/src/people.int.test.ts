import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ada,
  ben,
  body,
  dora,
  echo,
  echoes,
  group,
  groupStatus,
  message,
  notice,
  number,
  received,
  status,
  statuses,
  userIdUpdate,
  wamid,
} from './testing/bodies.ts'
import { startRig, type Rig } from './testing/start-rig.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const conversation = async (party: string) => (await rig.get(`/v1/conversations/${number}:${party}`)).body

/** Which messages the conversation with a party holds, newest first. */
async function wamids(party: string): Promise<readonly string[]> {
  const items = (await conversation(party))['items'] as readonly { readonly wamid: string }[] | undefined
  return (items ?? []).map(({ wamid: id }) => id.slice('wamid.'.length, -1))
}

const phoneOnly = { from_user_id: undefined }
const userOnly = { from: undefined }

test('a conversation that goes on under another id stays one, found by each of them', async () => {
  await rig.send(
    received(message('a', 0, phoneOnly)),
    received(message('b', 10)),
    received(message('c', 20, { ...userOnly, from_parent_user_id: ada.parent })),
    statuses(status('d', 'sent', 30)),
  )
  for (const id of [ada.phone, ada.user, ada.parent, '+1 650 555 1111'])
    expect(await wamids(encodeURIComponent(id))).toEqual(['d', 'c', 'b', 'a'])
  expect(await wamids(ben.phone)).toEqual([])
  expect(await rig.get('/v1/conversations/nothing')).toMatchObject({ status: 400 })
})

test('a person has the latest names and all ids, also without a phone number', async () => {
  const contact = (name: string, username?: string) => [{ profile: { name, username }, user_id: dora.user }]
  const hello = (id: string, seconds: number) => message(id, seconds, { ...userOnly, from_user_id: dora.user })
  await rig.send(
    body('messages', { contacts: contact('Dora New', 'dora.sample'), messages: [hello('b', 10)] }),
    body('messages', { contacts: contact('Dora Old'), messages: [hello('a', 0)] }),
  )
  expect(await conversation(dora.user)).toMatchObject({
    person: { name: 'Dora New', username: 'dora.sample', user_ids: [dora.user], phone_numbers: [] },
    items: [{ wamid: wamid('b') }, { wamid: wamid('a') }],
    next_cursor: null,
  })
})

const [newUser, newPhone] = ['US.99120394856102938477', '16505557777']

test('user_id_update: old and new id are one person', async () => {
  await rig.send(
    received(message('b', 20, { ...userOnly, from_user_id: newUser })),
    received(message('a', 0, userOnly)),
  )
  await rig.send(userIdUpdate(10, ada.user, newUser))
  expect(await wamids(newUser)).toEqual(['b', 'a'])
  expect(await wamids(ada.user)).toEqual(['b', 'a'])
})

test.each([
  ['user_changed_number', { wa_id: newPhone }],
  ['customer_changed_number', { new_wa_id: newPhone, customer: ada.phone }],
])('system %s: old and new number are one person', async (type, ids) => {
  await rig.send(received(message('b', 20, { ...phoneOnly, from: newPhone })), received(message('a', 0, phoneOnly)))
  await rig.send(received(notice('s', 10, { type, body: 'Ada changed number', ...ids }, phoneOnly)))
  expect(await wamids(newPhone)).toEqual(['b', 's', 'a'])
  expect(await wamids(ada.phone)).toEqual(['b', 's', 'a'])
})

test('system user_changed_user_id: old and new user id are one person', async () => {
  await rig.send(received(message('a', 0)), received(message('b', 20, { ...userOnly, from_user_id: newUser })))
  await rig.send(received(notice('s', 10, { type: 'user_changed_user_id', body: 'changed', user_id: newUser })))
  expect(await wamids(ada.phone)).toEqual(['b', 's', 'a'])
})

test('a number that somebody else has now shows nothing of its former holder', async () => {
  await rig.send(received(message('a', 0)), received(message('a2', 5, phoneOnly)))
  await rig.send(received(message('b', 50, { from_user_id: ben.user })), received(message('b2', 60, phoneOnly)))
  expect(await wamids(ada.phone)).toEqual(['b2', 'b'])
  expect(await wamids(ben.user)).toEqual(['b2', 'b'])
  expect(await wamids(ada.user)).toEqual(['a2', 'a'])
})

test.each([
  ['Argentina', '5491155550001', '541155550001'],
  ['Brazil', '5511987650001', '551187650001'],
  ['Mexico', '5215555550001', '525555550001'],
])('%s: a number in two forms is one conversation, and both forms are kept', async (_country, long, short) => {
  const toShort = { recipient_id: short, recipient_user_id: undefined }
  await rig.send(received(message('a', 0, { ...phoneOnly, from: long })), statuses(status('b', 'sent', 10, toShort)))
  expect(await wamids(long)).toEqual(['b', 'a'])
  expect(await wamids(short)).toEqual(['b', 'a'])
  expect(await conversation(short)).toMatchObject({ person: { phone_numbers: [long, short].toSorted() } })
})

test('a user id where a phone number belongs', async () => {
  await rig.send(received(message('a', 0, { from: dora.user, from_user_id: undefined })))
  expect(await conversation(dora.user)).toMatchObject({ person: { user_ids: [dora.user], phone_numbers: [] } })
})

test('a long conversation is read page by page', async () => {
  const ids = Array.from({ length: 7 }, (_, index) => `m${index}`)
  await rig.batch(ids.map((id) => received(message(id, 0))))
  const found: string[] = []
  let cursor = ''
  for (let pages = 0; pages < 5; pages += 1) {
    const { body: answer } = await rig.get(`/v1/conversations/${number}:${ada.user}?limit=3${cursor}`)
    found.push(...(answer['items'] as { wamid: string }[]).map(({ wamid: id }) => id))
    if (answer.next_cursor === null) break
    cursor = `&cursor=${answer.next_cursor}`
  }
  expect(found).toEqual(ids.toReversed().map(wamid))
})

const everythingOfAda = () => [
  body('messages', {
    contacts: [{ profile: { name: 'Ada Example' }, wa_id: ada.phone, user_id: ada.user }],
    messages: [message('a', 0)],
  }),
  received(message('a2', 1, phoneOnly)),
  echoes(echo('b', 2)),
  statuses(status('b', 'sent', 2), status('b', 'delivered', 3)),
  statuses(status('c', 'failed', 4, { errors: [{ code: 131_047, error_data: { details: 'to 16505551111' } }] })),
  statuses(status('p', 'pending', 4, { type: 'payment', payment: { reference_id: 'order-1' } })),
  statuses(groupStatus('g', 'read', 5, { recipient_participant_id: ada.phone })),
  received(message('ga', 6, { group_id: group })),
  received(
    message('r', 7, {
      type: 'reaction',
      text: undefined,
      reaction: { message_id: wamid('gb'), emoji: '👍' },
      group_id: group,
    }),
  ),
  received(message('x', 8, { type: 'revoke', text: undefined, revoke: { original_message_id: wamid('a') } })),
]

test('a person is forgotten by any id: nothing names them any more, counts and other people stay', async () => {
  const ofBen = { from: ben.phone, from_user_id: ben.user }
  await rig.send(
    ...everythingOfAda(),
    received(message('bb', 9, ofBen)),
    received(message('gb', 9, { ...ofBen, group_id: group })),
  )
  const stats = () => rig.get('/v1/delivery-stats?by=number&from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z')
  const before = (await stats()).body
  const { status: code, body: answer } = await rig.delete(`/v1/people/${ada.phone}`)
  expect(code).toBe(200)
  expect(answer['deleted']).toMatchObject({ messages: 8, payments: 1, changes: 1, reactions: 1, ids: 2 })
  const kept = JSON.stringify(await rig.rows())
  for (const trace of [ada.phone, ada.user, 'Ada Example', wamid('a'), wamid('b'), wamid('c'), wamid('ga'), wamid('p')])
    expect(kept).not.toContain(trace)
  expect(await rig.get(`/v1/messages/${encodeURIComponent(wamid('a'))}`)).toMatchObject({ status: 404 })
  expect(await wamids(ada.user)).toEqual([])
  expect(await wamids(ben.user)).toEqual(['bb'])
  expect(await wamids(group)).toEqual(['gb', 'g'])
  expect((await stats()).body).toEqual(before)
})

test('forgetting is audited without a name, and again does nothing', async () => {
  await rig.send(...everythingOfAda())
  await rig.delete(`/v1/people/${ada.user}`)
  const again = await rig.delete(`/v1/people/${ada.user}`)
  expect(Object.values(again.body['deleted'] as object).every((count) => count === 0)).toBe(true)
  expect(rig.audits).toMatchObject([{ action: 'people.delete', outcome: 'done', via: 'api' }, {}])
  expect(rig.audits[0]!.target).toBe(rig.audits[1]!.target)
  expect(rig.audits[0]!.audit_id).not.toBe(rig.audits[1]!.audit_id)
  expect(JSON.stringify(rig.audits)).not.toMatch(new RegExp(`${ada.phone}|${ada.user}|Ada`))
})

test('who is forgotten and writes again is known again', async () => {
  await rig.send(received(message('a', 0)))
  await rig.delete(`/v1/people/${ada.user}`)
  await rig.send(received(message('b', 10)))
  expect(await wamids(ada.user)).toEqual(['b'])
})

test('a former holder is forgotten, and who has the number now is not', async () => {
  await rig.send(received(message('a', 0)), received(message('a2', 5, phoneOnly)))
  await rig.send(received(message('b', 50, { from_user_id: ben.user })), received(message('b2', 60, phoneOnly)))
  await rig.delete(`/v1/people/${ada.user}`)
  expect(await wamids(ben.user)).toEqual(['b2', 'b'])
  expect(await wamids(ada.phone)).toEqual(['b2', 'b'])
  expect(JSON.stringify(await rig.rows())).not.toContain(ada.user)
})
