import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cureIdleTimer } from './idle-timer.ts'

interface RequestQueue {
  checkPendingRequests(): void
  throttleCheckTimeoutId: NodeJS.Timeout | null
}

test('a connection at rest arms no timer', () => {
  cureIdleTimer()
  cureIdleTimer()
  const Queue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue')
  const queue: RequestQueue = new Queue({
    requestTimeout: 1000,
    enforceRequestTimeout: false,
    clientId: 'x',
    broker: 'y',
  })
  queue.checkPendingRequests()
  expect(queue.throttleCheckTimeoutId).toBeNull()
})
