import { expect, test } from 'vitest'
import { sign } from './sign.ts'
import { createVerifier, isSignature } from './verify.ts'

const secret = 'test_app_secret'
const verify = createVerifier([
  { appId: '1', secret: 'another_secret' },
  { appId: '2', secret },
])
const empty = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
const escaped = Buffer.from(
  String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"t":"\u00e4 \ud83d\ude00 https:\/\/x.y <@>"}}]}]}`,
)

test.each([
  [empty, 'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756'],
  [escaped, 'sha256=c67e1934825b85c5157ee4e406d08216d07323c2402066dc21f7d404cd4bfeb6'],
])('signs and verifies the known vector %#', (body, signature) => {
  expect(sign(body, secret)).toBe(signature)
  expect(verify(body, signature)).toBe('2')
})

test('a body that was parsed and written again does not verify', () => {
  const again = Buffer.from(JSON.stringify(JSON.parse(escaped.toString())))
  expect(again.length).toBe(132)
  expect(verify(again, sign(escaped, secret))).toBeNull()
})

test('one changed byte does not verify', () => {
  const changed = Buffer.from(escaped)
  changed[10] = changed[10]! ^ 1
  expect(verify(changed, sign(escaped, secret))).toBeNull()
})

test('names the app whose secret signed', () => {
  expect(verify(empty, sign(empty, 'another_secret'))).toBe('1')
  expect(verify(empty, sign(empty, 'unknown_secret'))).toBeNull()
})

const digits = 'a'.repeat(64)
test.each([
  [undefined],
  [''],
  [digits],
  [`sha1=${digits}`],
  [`sha256=${digits.slice(1)}`],
  [`sha256=${digits}a`],
  [`sha256=${digits.toUpperCase()}`],
  [`sha256=${'z'.repeat(64)}`],
  [`sha256=${digits}\n`],
  [`sha256=${digits}, sha256=${digits}`],
  [[`sha256=${digits}`, `sha256=${digits}`]],
])('%j is no signature', (header) => {
  expect(isSignature(header)).toBe(false)
})

test('a header of the right shape is a signature', () => expect(isSignature(`sha256=${digits}`)).toBe(true))
