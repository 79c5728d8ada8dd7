import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHmacSha256 } from './hmac.ts'

const nodes = (secret: string, body: Uint8Array) => createHmac('sha256', secret).update(body).digest('hex')

test('is what Node says, for secrets of any length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.uint8Array({ maxLength: 300 }), (secret, body) => {
      expect(createHmacSha256(secret)(body)).toBe(nodes(secret, body))
    }),
  )
})

test.each([0, 1, 63, 64, 65, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 4 * 1024 * 1024])('%i bytes', (length) => {
  const body = Buffer.alloc(length, 'wabastream')
  expect(createHmacSha256('secret')(body)).toBe(nodes('secret', body))
})

test('secrets do not mix, whatever was hashed before', () => {
  const secrets = ['a', 'b'.repeat(64), 'c'.repeat(65), '']
  const macs = secrets.map(createHmacSha256)
  for (const length of [5000, 3, 100_000, 10]) {
    const body = Buffer.alloc(length, 'x')
    expect(macs.map((mac) => mac(body))).toEqual(secrets.map((secret) => nodes(secret, body)))
  }
})
