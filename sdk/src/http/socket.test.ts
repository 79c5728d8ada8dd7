import { once } from 'node:events'
import { connect } from 'node:net'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createLog } from '../observe/index.ts'
import { createApi } from './api.ts'

const options = {
  host: '127.0.0.1',
  port: 0,
  title: 'Test',
  log: createLog({ level: 'silent' }),
  metrics: new Registry(),
}

test('listens, answers on a real socket, and closes with a connection that is kept open', async () => {
  const api = createApi(options)
  expect(api.used).toBe(false)
  api.routes((app) => void app.get('/v1/thing', () => ({ here: true })))
  expect(api.used).toBe(true)
  const address = await api.listen()
  try {
    const answer = await fetch(`${address}/v1/thing`)
    expect([answer.status, await answer.json()]).toEqual([200, { here: true }])
    expect((await fetch(`${address}/openapi.json`)).status).toBe(200)
    expect(await raw(address, 'no http\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"status":400/,
    )
    expect(await raw(address, 'GET /v1/thing HTTP/1.1\r\nhost: other.example\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 421 /,
    )
    expect(await raw(address, 'GET /v1/thing HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
  } finally {
    await api.close()
  }
})

async function raw(address: string, text: string): Promise<string> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  let received = ''
  socket.setEncoding('utf8').on('data', (part: string) => (received += part))
  socket.write(text)
  await once(socket, 'close')
  return received
}
