import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'

const valid = '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}]}'

test.each<[string, string | Buffer, string]>([
  ['no bytes', '', 'empty'],
  ['no JSON', 'a', 'bad_json'],
  ['only a byte order mark', '\uFEFF', 'bad_json'],
  ['two byte order marks', `\uFEFF\uFEFF${valid}`, 'bad_json'],
  ['half a character', Buffer.from([0x22, 0xc3, 0x22]), 'bad_utf8'],
  ['a surrogate as bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'bad_utf8'],
  ['deep', `${'['.repeat(600)}${']'.repeat(600)}`, 'too_deep'],
  ['deep, and no JSON', '['.repeat(2000), 'too_deep'],
  ['an integer of 1,001 digits', valid.replace('"1"', '7'.repeat(1001)), 'number_too_long'],
  ['another object', valid.replace('whatsapp_business_account', 'page'), 'bad_envelope'],
  ['no entries', '{"object":"whatsapp_business_account","entry":[]}', 'empty'],
  ['null', 'null', 'bad_envelope'],
])('%s', (_, body, reason) => {
  expect(readBody(Buffer.from(body))).toEqual({ readable: false, reason })
})

test.each([
  ['valid', valid],
  ['with a byte order mark', `\uFEFF${valid}`],
  ['with white space', `\r\n ${valid}\t`],
])('%s is read', (_, body) => {
  expect(readBody(Buffer.from(body))).toEqual({ readable: true, json: JSON.parse(valid) })
})

test('an integer of four million digits costs little time', () => {
  const startedAt = performance.now()
  const body = Buffer.from(valid.replace('"1"', '7'.repeat(4_000_000)))
  expect(readBody(body)).toEqual({ readable: false, reason: 'number_too_long' })
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('a text of 2,000 digits is read', () => {
  expect(readBody(Buffer.from(valid.replace('"1"', `"${'7'.repeat(2000)}"`)))).toMatchObject({ readable: true })
})

test('integers keep all their digits', () => {
  const body = valid.replace('"1"', '12345678901234567890')
  expect(readBody(Buffer.from(body))).toMatchObject({ json: { entry: [{ id: 12345678901234567890n }] } })
})
