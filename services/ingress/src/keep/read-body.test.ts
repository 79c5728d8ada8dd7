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

test('integers keep all their digits', () => {
  const body = valid.replace('"1"', '12345678901234567890')
  expect(readBody(Buffer.from(body))).toMatchObject({ json: { entry: [{ id: 12345678901234567890n }] } })
})
