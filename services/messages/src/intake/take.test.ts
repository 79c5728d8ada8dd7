import { globSync, readFileSync } from 'node:fs'
import { codecOf, encodeEvent, parseJson } from '@wabastream/schemas/codec'
import { draftsOf } from '@wabastream/schemas/event'
import { expect, test } from 'vitest'
import {
  groupStatus,
  message,
  notice,
  received,
  status,
  statuses,
  userIdUpdate,
  ada,
  wamid,
} from '../testing/bodies.ts'
import { isPhoneForm } from '../people/person-id.ts'
import type { Incoming } from './event.ts'
import { createGathered } from './gathered.ts'
import { take } from './take.ts'

const samples = new URL('../../../../schemas/samples/', import.meta.url).pathname
const fields = ['messages', 'smb_message_echoes', 'history', 'user_id_update']

function eventsOf(text: string): readonly Incoming[] {
  const delivery = { id: 'd', appId: null, receivedAt: 1_770_200_000_000, body: Buffer.from(text) }
  return draftsOf(parseJson(text), delivery)
    .filter((draft) => draft.topic.name !== 'waba.unknown-field.v1')
    .map((draft) => {
      const record = codecOf(draft.topic.schema).decode(encodeEvent(draft, 1).bytes) as Incoming
      return { ...record, replay: null, source: { topic: draft.topic.name, partition: 0, offset: 0n, timestampMs: 0 } }
    })
}

function gather(...bodies: readonly object[]) {
  const gathered = createGathered()
  for (const body of bodies) for (const event of eventsOf(JSON.stringify(body))) take(gathered, event)
  return gathered
}

test.each(fields.flatMap((field) => globSync(`${field}/*.json`, { cwd: samples })))('%s', (file) => {
  const gathered = createGathered()
  for (const event of eventsOf(readFileSync(samples + file, 'utf8'))) take(gathered, event)
  expect(gathered.numbers.size).toBeGreaterThan(0)
  for (const row of gathered.messages.rows()) {
    expect(row.wamid).not.toBe('')
    expect(['in', 'out']).toContain(row.direction)
  }
  const links = gathered.personLinks.rows()
  expect(links.filter(({ a, b }) => a === b)).toEqual([])
  expect(links.filter(({ a, kind }) => kind === 'same' && isPhoneForm(a))).toEqual([])
})

test.each([
  ['participant', { recipient_participant_id: ada.phone, recipient_participant_user_id: ada.user }, ada.phone],
  ['other spelling', { participant_recipient_id: ada.phone }, ada.phone],
  ['user id alone', { recipient_participant_user_id: ada.user }, ada.user],
])('a member of a group by %s', (_name, member, participant) => {
  const rows = gather(statuses(groupStatus('g', 'read', 0, member))).deliveries.rows()
  expect(rows).toMatchObject([{ participant, wamid: wamid('g') }])
})

test('of a group message itself only that it failed is counted', () => {
  const counts = (word: string) => gather(statuses(groupStatus('g', word, 0, {}))).deliveries.rows()[0]?.first_at
  expect(counts('sent')).toBeNull()
  expect(counts('failed')).toBeGreaterThan(0)
})

test('a status without a message id counts its errors and keeps no message', () => {
  const gathered = gather(statuses(status('a', 'failed', 0, { id: undefined, errors: [{ code: 131_026 }] })))
  expect(gathered.messages.size).toBe(0)
  expect(gathered.errors.rows()).toMatchObject([{ code: 131_026 }])
})

test('a message without an id is kept under the id of its event', () => {
  const [row] = gather(received(message('a', 0, { id: undefined }))).messages.rows()
  expect(row?.wamid).toBe(row?.event_id)
})

test.each([
  ['user_id_update', userIdUpdate(0, 'US.1', 'US.2'), ['US.1', 'US.2']],
  ['system', received(notice('s', 0, { type: 'user_changed_number', wa_id: '1650' })), [ada.phone, '1650']],
])('%s replaces an id', (_name, body, [a, b]) => {
  expect(gather(body).personLinks.rows()).toContainEqual(expect.objectContaining({ a, b, kind: 'change' }))
})

test('a change to the same number in its other form is none', () => {
  const other = { type: 'user_changed_number', wa_id: '525555550001' }
  const body = received(notice('s', 0, other, { from: '5215555550001', from_user_id: undefined }))
  expect(gather(body).personLinks.rows()).toEqual([])
})
