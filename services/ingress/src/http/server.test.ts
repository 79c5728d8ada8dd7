import type { AddressInfo } from 'node:net'
import { createVerifier, signatureHeader } from '@wabastream/sdk/webhook'
import { eventually } from '@wabastream/sdk/testing/vitest'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerOn, exchange, open } from '../testing/raw-http.ts'
import { secrets, signedRequest, type RequestParts } from '../testing/signed-request.ts'
import { createBodyReader, type BodyReader } from './body-reader.ts'
import { createServer } from './server.ts'

let server: ReturnType<typeof createServer>
let bodies: BodyReader
let port: number
let counted: number[]
/** Called when a body is to be kept. */
let keep: () => Promise<void>

beforeEach(async () => {
  counted = []
  keep = async () => {}
  bodies = createBodyReader()
  server = createServer({
    verify: createVerifier([{ appId: '100', secret: secrets.first }]),
    verifyTokens: [],
    keep: () => keep(),
    accepting: () => true,
    bodies,
    answered: (status) => void counted.push(status),
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  port = (server.server.address() as AddressInfo).port
})
afterEach(async () => {
  server.server.closeAllConnections()
  await server.close()
})

/** The first answer to these bytes; the socket stays open until it is there. */
const send = (parts: RequestParts) => exchange(port, signedRequest(parts))
const good = () => signedRequest({ body: '{}' })
const idle = () => eventually(async () => expect(await connections()).toBe(0), { withinMs: 5000 })
/** What was counted, once nothing is left of any request. */
const ended = async () => {
  await idle()
  await eventually(() => expect(bodies.heldBytes).toBe(0), { withinMs: 5000 })
  return counted
}
const connections = () => new Promise((resolve) => server.server.getConnections((_, count) => resolve(count)))

describe('each answer is counted once', () => {
  test.each<[number, RequestParts]>([
    [200, { body: '{}' }],
    [401, { body: '{}', secret: 'wrong' }],
    [404, { path: '/x' }],
    [404, { path: '/%zz' }],
    [405, { method: 'PUT' }],
    [413, { headers: { 'content-length': '5000000' } }],
    [415, { headers: { 'content-type': 'text/plain' } }],
  ])('%i', async (status, parts) => {
    expect((await send(parts))?.status).toBe(status)
    expect(await ended()).toEqual([status])
  })

  test('a body that is no HTTP', async () => {
    const head = signedRequest({ headers: { 'content-length': null, 'transfer-encoding': 'chunked' } })
    expect((await exchange(port, Buffer.concat([head, Buffer.from('1\r\nx\r\nzz\r\n')])))?.status).toBe(400)
    expect(await ended()).toEqual([400])
  })

  test('a sender that goes away in mid-body gets no answer', async () => {
    const socket = await open(port)
    socket.write(good().subarray(0, -1))
    await eventually(() => expect(bodies.heldBytes).toBeGreaterThan(0), { withinMs: 5000 })
    socket.resetAndDestroy()
    expect(await ended()).toEqual([])
  })
})

describe('garbage behind a good request', () => {
  test.each(['hello\r\n\r\n', 'POST /webhook HTTP/1.1\r\nbad header\r\n\r\n'])(
    'is not answered before the request is',
    async (garbage) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const kept = Promise.withResolvers<void>()
      keep = () => (resolve(), kept.promise)
      const socket = await open(port)
      const answer = answerOn(socket)
      socket.write(Buffer.concat([good(), Buffer.from(garbage)]))
      await promise
      await new Promise((turn) => setImmediate(turn))
      kept.resolve()
      expect((await answer)?.status).toBe(200)
      expect(await ended()).toEqual([200])
    },
  )

  test('that came after its answer is answered', async () => {
    const socket = await open(port)
    const first = answerOn(socket)
    socket.write(good())
    expect((await first)?.status).toBe(200)
    const second = answerOn(socket)
    socket.write('hello\r\n\r\n')
    expect((await second)?.status).toBe(400)
    expect(await ended()).toEqual([200, 400])
  })

  test('a half request behind one that is being kept is not answered either', async () => {
    const kept = Promise.withResolvers<void>()
    keep = () => kept.promise
    const socket = await open(port)
    const answer = answerOn(socket)
    const half = signedRequest({ headers: { 'content-length': null, 'transfer-encoding': 'chunked' } })
    socket.write(Buffer.concat([good(), half, Buffer.from('1\r\nx\r\nzz\r\n')]))
    await eventually(() => expect(bodies.heldBytes).toBeGreaterThan(2), { withinMs: 5000 })
    kept.resolve()
    expect((await answer)?.status).toBe(200)
    expect(await ended()).toEqual([200])
  })
})

test.each([
  ['/web%68ook', 405],
  ['/webhook?a=1', 405],
  ['/webhook/', 404],
])('PUT %s: %i', async (path, status) => {
  expect((await send({ method: 'PUT', path, headers: { [signatureHeader]: null } }))?.status).toBe(status)
})
