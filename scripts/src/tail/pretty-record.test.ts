import { alerts } from '@wabastream/schemas'
import { expect, test } from 'vitest'
import { prettyRecord } from './pretty-record.ts'
import type { TailRecord } from './tail-record.ts'
import { quarantined, recordsOf } from './test-records.ts'

const bodyWith = (field: string, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '102', time: 1_700_000_000, changes: [{ field, value }] }],
})
const only = (body: unknown) => recordsOf(body, 'd')[0]!

test('a message', () => {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550000001', phone_number_id: '106' },
    contacts: [{ wa_id: '16505551111', profile: { name: 'Ada Example' } }],
    messages: [
      {
        from: '16505551111',
        id: 'wamid.1',
        timestamp: '1700000000',
        type: 'text',
        text: { body: 'Hi there' },
        new: { x: 1 },
      },
    ],
  }
  expect(prettyRecord(only(bodyWith('messages', value)))).toBe(
    '2023-11-14T22:13:20.000Z  messages.message  waba 102  key 106:16505551111  waba.messages.v1[0]@0\n' +
      '  from=16505551111 id=wamid.1 timestamp=1700000000 type=text text.body="Hi there" new.x=1  ' +
      'metadata.display_phone_number=15550000001 metadata.phone_number_id=106 contacts.profile.name="Ada Example" contacts.wa_id=16505551111\n',
  )
})

test('a change without items, with a null', () => {
  const value = { display_phone_number: '15550000001', decision: 'APPROVED', rejection_reason: null }
  const text = prettyRecord(only(bodyWith('phone_number_name_update', value)))
  expect(text).toContain('phone_number_name_update.change  waba 102  key 15550000001')
  expect(text).toContain('decision=APPROVED rejection_reason=null')
})

test('a field that the catalogue does not know', () => {
  const text = prettyRecord(only(bodyWith('brand_new', { a: [{ b: 'c d' }] })))
  expect(text).toContain('brand_new.change')
  expect(text).toContain('  a.b="c d"')
})

test('a message cannot steer the terminal', () => {
  const messages = [
    { from: '1', id: 'wamid.1', timestamp: '1700000000', type: 'text', text: { body: '\u001B[2J\nfake line' } },
  ]
  const text = prettyRecord(only(bodyWith('messages', { messages })))
  expect(text).toContain(String.raw`"\u001b[2J\nfake line"`)
  expect(text.match(/\n/g)).toHaveLength(2)
})

test('long texts are cut, and say so', () => {
  const messages = [{ id: 'wamid.1', timestamp: '1700000000', type: 'text', text: { body: 'x'.repeat(5000) } }]
  const text = prettyRecord(only(bodyWith('messages', { messages })))
  expect(text.length).toBeLessThan(1000)
  expect(text).toContain('(5000 characters)')
})

test('what is no event', () => {
  const raw = Buffer.from('nonsense')
  expect(prettyRecord(quarantined('d7', raw))).toContain('waba.quarantine.v1  key d7')
  expect(prettyRecord(quarantined('d7', raw))).toContain('reason=bad_json body=(8 bytes)')
  const tombstone: TailRecord = { ...quarantined('d', raw), topic: 'waba.account-state.v1', value: null, bytes: null }
  expect(prettyRecord(tombstone)).toContain('deleted (tombstone)')
  const opaque: TailRecord = {
    ...tombstone,
    topic: alerts.name,
    key: null,
    value: undefined,
    bytes: raw,
    problem: 'No Avro record',
  }
  expect(prettyRecord(opaque)).toContain('key (none)')
  expect(prettyRecord(opaque)).toContain('No Avro record (8 bytes)')
})
