import { parseJson } from '@wabastream/schemas/codec'
import { sign } from '@wabastream/sdk/webhook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wireBytes } from './wire.ts'

test('the known vector, byte for byte', () => {
  const body = {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { t: 'ä 😀 https://x.y <@>' } }] }],
  }
  const bytes = wireBytes(body)
  expect(bytes.toString('latin1')).toBe(
    String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"t":"\u00e4 \ud83d\ude00 https:\/\/x.y <@>"}}]}]}`,
  )
  expect(bytes).toHaveLength(146)
  expect(sign(bytes, 'test_app_secret')).toBe('sha256=c67e1934825b85c5157ee4e406d08216d07323c2402066dc21f7d404cd4bfeb6')
})

test('integers beyond 2^53 keep their digits', () => {
  expect(wireBytes(parseJson('{"id":12345678901234567890}')).toString()).toBe('{"id":12345678901234567890}')
})

test('any JSON is ASCII on the wire, and the same again', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const bytes = wireBytes(value)
      expect(bytes.every((byte) => byte < 0x80)).toBe(true)
      expect(parseJson(bytes.toString('latin1'))).toEqual(value)
    }),
  )
})
