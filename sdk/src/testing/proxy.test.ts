import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { startProxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import { eventually } from './vitest/index.ts'

let echo: Server
let proxy: Proxy
const sockets = new Set<Socket>()

beforeEach(async () => {
  echo = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await startProxy({ host: '127.0.0.1', port: (echo.address() as { port: number }).port })
})

afterEach(async () => {
  await proxy.close()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  echo.close()
  await once(echo, 'close')
})

/** A connection through the proxy that gathers what comes back. */
async function client(): Promise<{ socket: Socket; text: () => string; broken: () => string | undefined }> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port })
  sockets.add(socket)
  let text = ''
  let broken: string | undefined
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
  socket.on('error', (error: NodeJS.ErrnoException) => (broken = error.code))
  await once(socket, 'connect')
  return { socket, text: () => text, broken: () => broken }
}

const soon = { withinMs: 5_000 }

describe('startProxy', () => {
  test('passes bytes both ways and counts them', async () => {
    const { socket, text } = await client()
    socket.write('hello')
    await eventually(() => expect(text()).toBe('hello'), soon)
    expect(proxy.counters()).toEqual({ accepted: 1, open: 1, bytesToTarget: 5, bytesToClient: 5 })
    socket.end()
    await eventually(() => expect(proxy.counters().open).toBe(0), soon)
  })

  test('delay adds to each way and keeps the order', async () => {
    const { socket, text } = await client()
    proxy.delay(100)
    const startedAt = Date.now()
    socket.write('a')
    await once(socket, 'data')
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(195)
    for (const letter of 'bcdefgh') socket.write(letter)
    proxy.delay(0)
    socket.write('i')
    await eventually(() => expect(text()).toBe('abcdefghi'), soon)
  })

  test('freeze lets nothing pass, thaw passes on what gathered', async () => {
    const { socket, text } = await client()
    proxy.freeze()
    socket.write('late')
    const newcomer = await client()
    newcomer.socket.write('me too')
    await eventually(() => expect(proxy.counters().open).toBe(2), soon)
    // A round trip through the event loops of all three ends, several times over.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(proxy.counters()).toMatchObject({ bytesToTarget: 0 })
    await proxy.thaw()
    await eventually(() => expect([text(), newcomer.text()]).toEqual(['late', 'me too']), soon)
  })

  test('cut resets what is open and takes new connections', async () => {
    const { broken } = await client()
    await eventually(() => expect(proxy.counters().open).toBe(1), soon)
    proxy.cut()
    await eventually(() => expect(broken()).toBe('ECONNRESET'), soon)
    const { socket, text } = await client()
    socket.write('again')
    await eventually(() => expect(text()).toBe('again'), soon)
  })

  test('refuse turns connections away until thaw', async () => {
    await proxy.refuse()
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await proxy.thaw()
    const { socket, text } = await client()
    socket.write('back')
    await eventually(() => expect(text()).toBe('back'), soon)
  })

  test('a target that is down shows as a reset', async () => {
    const nowhere = await startProxy({ host: '127.0.0.1', port: 1 })
    const socket = connect({ host: '127.0.0.1', port: nowhere.port })
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNRESET')
    await nowhere.close()
  })

  test('a frozen proxy can be closed', async () => {
    const { socket, broken } = await client()
    proxy.freeze()
    socket.write('lost')
    await eventually(() => expect(proxy.counters().open).toBe(1), soon)
    await proxy.close()
    await eventually(() => expect(broken()).toBe('ECONNRESET'), soon)
  })
})
