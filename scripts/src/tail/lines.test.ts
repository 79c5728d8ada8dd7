import { parseJson } from '@wabastream/schemas/codec'
import { expect, test } from 'vitest'
import { jsonLine } from './json-line.ts'
import type { TailRecord } from './tail-record.ts'
import { quarantined, recordsOf } from './test-records.ts'
import { webhookLine } from './webhook-line.ts'

const body = {
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102',
      time: 1_700_000_000,
      changes: [{ field: 'account_update', value: { event: 'X', brand_new: 1e21, country: null } }],
    },
    { id: '103', changes: [{ field: 'brand_new', value: { a: 1 } }] },
  ],
}
const [update, unknown] = recordsOf(body, 'd') as readonly [TailRecord, TailRecord]

test('json: one line that holds all', () => {
  const line = jsonLine(update)
  expect(line.endsWith('}\n')).toBe(true)
  expect(line.indexOf('\n')).toBe(line.length - 1)
  expect(JSON.parse(line)).toMatchObject({
    topic: 'waba.account-update.v1',
    partition: 0,
    offset: 0,
    timestamp: '2023-11-14T22:13:20.000Z',
    key: '102',
    headers: { ce_type: 'wabastream.account_update.change', 'content-type': 'application/avro' },
    value: {
      waba_id: '102',
      field: 'account_update',
      value: { event: 'X' },
      nulls: ['/country'],
      unmapped: { '/brand_new': '1e+21' },
    },
  })
})

test('json: keeps large offsets and shows bytes as base64', () => {
  expect(jsonLine({ ...update, offset: 9_007_199_254_740_993n })).toContain('"offset":9007199254740993')
  const raw = Buffer.from([0xff, 0x00])
  expect(JSON.parse(jsonLine(quarantined('d', raw)))).toMatchObject({ value: { reason: 'bad_json', body: '/wA=' } })
})

test('json: a tombstone has the value null, what cannot be decoded has none', () => {
  const tombstone = { ...update, value: null, bytes: null }
  expect(JSON.parse(jsonLine(tombstone))).toHaveProperty('value', null)
  const broken = JSON.parse(
    jsonLine({ ...update, value: undefined, bytes: Buffer.from('ab'), problem: 'No Avro record' }),
  )
  expect(broken).toMatchObject({ problem: 'No Avro record', bytes: 'YWI=' })
  expect(broken).not.toHaveProperty('value')
})

test('webhook: the body with this one item', () => {
  const bodies = [update, unknown].map((record) => parseJson(webhookLine(record)!.toString()))
  expect(bodies).toEqual([
    { object: body.object, entry: [body.entry[0]] },
    { object: body.object, entry: [body.entry[1]] },
  ])
})

test('webhook: the raw body from quarantine, nothing for what no webhook brought', () => {
  const raw = Buffer.from([0x7b, 0x0d, 0x0a, 0xff])
  expect(webhookLine(quarantined('d', raw))).toEqual(Buffer.from([0x7b, 0x20, 0x20, 0xff, 0x0a]))
  expect(webhookLine(quarantined('d', null))).toBeNull()
  expect(webhookLine({ value: { alert_id: 'a', rule: 'drift' }, schema: '' })).toBeNull()
  expect(webhookLine({ value: null, schema: null })).toBeNull()
})
