import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { keyOf, signedHeaders } from './signature.ts'

const [one, other] = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [string, string]
const body = '{"title":"Zahlung überfällig ✓"}'
const headers = (...secrets: readonly string[]) =>
  signedHeaders(
    secrets.map((secret) => keyOf(secret)!),
    'alert_1',
    body,
    Date.now(),
  )

test('the public library verifies it', () => {
  expect(new Webhook(one).verify(body, headers(one))).toEqual(JSON.parse(body))
  expect(headers(one)['webhook-signature']).toBe(new Webhook(one).sign('alert_1', new Date(), body))
})

test('another secret, body or id does not pass', () => {
  expect(() => new Webhook(other).verify(body, headers(one))).toThrow('No matching signature')
  expect(() => new Webhook(one).verify(`${body} `, headers(one))).toThrow('No matching signature')
  expect(() => new Webhook(one).verify(body, { ...headers(one), 'webhook-id': 'alert_2' })).toThrow(
    'No matching signature',
  )
})

test('while a secret is changed, both the old and the new one verify', () => {
  for (const secret of [one, other]) expect(new Webhook(secret).verify(body, headers(one, other))).toBeTruthy()
})

test.each([
  ['no prefix', Buffer.alloc(32).toString('base64')],
  ['too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
  ['too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ['no base64', 'whsec_not base64 at all, but long enough to be it'],
  ['empty', ''],
])('no key: %s', (_, secret) => expect(keyOf(secret)).toBeNull())

test.each([24, 64])('%i bytes are a key', (bytes) =>
  expect(keyOf(`whsec_${Buffer.alloc(bytes).toString('base64')}`)).toHaveLength(bytes),
)
