import { once } from 'node:events'
import { createServer } from 'node:net'

import { expect, test } from 'vitest'

import { anyFreePort, freePorts, nextFreePort } from './ports.ts'

test('a busy port is passed over', async () => {
  const wanted = await anyFreePort()
  const server = createServer().listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  expect(await nextFreePort(wanted)).toBeGreaterThan(wanted)
  server.close()
  await once(server, 'close')
  expect(await nextFreePort(wanted)).toBe(wanted)
})

test('wishes that name the same port get different ones', async () => {
  const wanted = await anyFreePort()
  const ports = await freePorts([wanted, wanted, undefined, undefined])
  expect(ports[0]).toBe(wanted)
  expect(new Set(ports).size).toBe(4)
})
