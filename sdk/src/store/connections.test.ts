import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { createConnections } from './connections.ts'
import { defaultLimits } from './limits.ts'

// Messages of a server: https://www.postgresql.org/docs/current/protocol-message-formats.html
const message = (type: string, body: string): Buffer => {
  const content = Buffer.from(body, 'latin1')
  const size = Buffer.alloc(4)
  size.writeInt32BE(content.length + 4)
  return Buffer.concat([Buffer.from(type), size, content])
}
const welcome = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I')])
const goodbye = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')

let server: Server

beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {})
    // One packet: a server that stops in the moment in which it has let us in.
    socket.once('data', () => socket.end(Buffer.concat([welcome, goodbye])))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => void server.close())

test('a server that takes back a connection at once is unavailable, and no uncaught error', async () => {
  const { port } = server.address() as AddressInfo
  const connections = createConnections({
    url: `postgres://me@127.0.0.1:${port}/db`,
    service: 'test',
    schema: 'test',
    limits: defaultLimits,
    failed: () => {},
  })
  const work = () => connections.use((session) => session.query('SELECT 1'))
  await expect(work()).rejects.toMatchObject({ kind: 'unavailable' })
  await connections.close()
})
