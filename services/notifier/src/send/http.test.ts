import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { guardedConnect, type ConnectOptions } from './guarded-connect.ts'
import { createHttp, type Http, type HttpOptions } from './http.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))))

/** A receiver, and the paths that it was asked for. */
async function receiver(answer: RequestListener) {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  server.on('connection', (socket) => sockets.add(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { port: (server.address() as AddressInfo).port, asked, sockets }
}

function http(options: HttpOptions = {}): Http {
  const made = createHttp(options)
  closing.push(() => made.close())
  return made
}

const post = (url: string, allowPrivate = false) => ({ url, headers: { 'x-a': '1' }, body: '{}', allowPrivate })

/** Names of a small world of its own. */
function connectWith(names: Readonly<Record<string, readonly string[]>>, more: Partial<ConnectOptions> = {}) {
  const asked: string[] = []
  const lookup: ConnectOptions['lookup'] = (hostname, _options, callback) => {
    asked.push(hostname)
    callback(
      null,
      (names[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { asked, connect: guardedConnect({ timeoutMs: 1000, lookup, ...more }) }
}

test.each([
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0.0.0.0:PORT/',
  'http://[::1]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://localhost:PORT/',
  'https://127.0.0.1:PORT/',
])('%s is refused, and nobody is asked', async (url) => {
  const { port, sockets } = await receiver((_, response) => response.end())
  await expect(http().post(post(url.replace('PORT', String(port))))).rejects.toThrow('is refused')
  expect(sockets.size).toBe(0)
})

test.each<[string, readonly string[]]>([
  ['private', ['10.0.0.1']],
  ['metadata of a cloud', ['169.254.169.254']],
  ['one of several', ['8.8.8.8', '127.0.0.1']],
  ['one of several as IPv6', ['2606:4700:4700::1111', 'fd00::1']],
  ['mapped', ['::ffff:127.0.0.1']],
  ['none', []],
])('a name that resolves to %s is refused', async (_, addresses) => {
  const { port, sockets } = await receiver((_request, response) => response.end())
  const { connect } = connectWith({ 'hooks.example.com': addresses })
  await expect(http({ connect }).post(post(`http://hooks.example.com:${port}/`))).rejects.toThrow('is refused')
  expect(sockets.size).toBe(0)
})

test('with TLS as well', async () => {
  const { port, sockets } = await receiver((_request, response) => response.end())
  const { connect, asked } = connectWith({ 'hooks.example.com': ['127.0.0.1'] })
  await expect(http({ connect }).post(post(`https://hooks.example.com:${port}/`))).rejects.toThrow('is refused')
  expect(asked).toEqual(['hooks.example.com'])
  expect(sockets.size).toBe(0)
})

/** 127.0.0.1 stands for a public address here. */
const refuse = (address: string) => (address === '127.0.0.1' ? null : 'private')

test('the socket gets the address that was checked: the name is looked up once', async () => {
  const { port, asked } = await receiver((_, response) => response.end('ok'))
  const names = connectWith({ 'hooks.example.com': ['127.0.0.1'] }, { refuse })
  expect(await http(names).post(post(`http://hooks.example.com:${port}/a?b=c`))).toEqual({
    status: 200,
    retryAfter: null,
    text: 'ok',
  })
  expect(names.asked).toEqual(['hooks.example.com'])
  expect(asked).toEqual(['/a?b=c'])
})

test('an address that is reached in another way is refused as well', async () => {
  const { port, asked } = await receiver((_, response) => response.end())
  let calls = 0
  const { connect } = connectWith(
    { 'hooks.example.com': ['127.0.0.1'] },
    { refuse: () => (calls++ === 0 ? null : 'private') },
  )
  await expect(http({ connect }).post(post(`http://hooks.example.com:${port}/`))).rejects.toThrow('is refused')
  expect(asked).toEqual([])
})

test('a redirect is an answer, and is not followed', async () => {
  const { port, asked } = await receiver((_, response) => response.writeHead(307, { location: '/inside' }).end())
  expect(await http().post(post(`http://127.0.0.1:${port}/`, true))).toMatchObject({ status: 307 })
  expect(asked).toEqual(['/'])
})

test('of an endless answer only the beginning is read', async () => {
  const { port } = await receiver((_, response) => {
    const more = () => {
      while (response.write('a'.repeat(65_536)));
    }
    response.on('drain', more)
    more()
  })
  const { text } = await http().post(post(`http://127.0.0.1:${port}/`, true))
  expect(text).toBe('a'.repeat(1024))
})

test('no answer: the time is bounded in all', async () => {
  const { port } = await receiver(() => {})
  await expect(http({ totalTimeoutMs: 100 }).post(post(`http://127.0.0.1:${port}/`, true))).rejects.toThrow(/timeout/i)
})

test('an answer whose body does not end counts by its status', async () => {
  const { port } = await receiver((_, response) => void response.writeHead(200).write('o'))
  expect(await http({ totalTimeoutMs: 200 }).post(post(`http://127.0.0.1:${port}/`, true))).toMatchObject({
    status: 200,
    text: 'o',
  })
})
