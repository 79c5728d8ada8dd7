import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSender } from './sender.ts'
import { createVerifier, type Verifier } from './verify.ts'

const secret = 'test_app_secret'
const verify: Verifier = createVerifier([{ appId: '1', secret }])
let statuses: number[] = []
let received: { readonly request: IncomingMessage; readonly body: Buffer }[] = []

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    received.push({ request, body: Buffer.concat(chunks) })
    response.writeHead(statuses.shift() ?? 200).end('answer')
  })
})
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))
beforeEach(() => {
  statuses = []
  received = []
})

test('posts the bytes as they are, signed as Meta does', async () => {
  const sender = createSender({ url: url(), secret })
  const body = Buffer.from('{"a":"\\u00e4"}')
  expect(await sender.send(body)).toMatchObject({ status: 200, attempts: 1, error: null })
  await sender.close()
  const { request, body: got } = received[0]!
  expect(got.equals(body)).toBe(true)
  expect([request.method, request.url, request.headers['content-type']]).toEqual([
    'POST',
    '/webhook',
    'application/json',
  ])
  expect(verify(got, request.headers['x-hub-signature-256'] as string)).toBe('1')
})

test('only 200 counts as received: everything else is sent again, as often as allowed', async () => {
  const sender = createSender({ url: url(), secret, attempts: 3, backoffMs: 1 })
  statuses = [503, 204]
  expect(await sender.send(Buffer.from('a'))).toMatchObject({ status: 200, attempts: 3 })
  statuses = [500, 500, 401]
  expect(await sender.send(Buffer.from('a'))).toMatchObject({ status: 401, attempts: 3 })
  await sender.close()
})

test('a receiver that cannot be reached is a result', async () => {
  const sender = createSender({ url: 'http://127.0.0.1:1/webhook', secret })
  expect(await sender.send(Buffer.from('a'))).toMatchObject({ status: null, attempts: 1, error: 'ECONNREFUSED' })
  await sender.close()
})
