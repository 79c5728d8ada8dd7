import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ProxyState } from './proxy.ts'

/**
 * Passes what comes out of one socket into the other, with the faults of the moment. Chunks go one by one, so order
 * is kept. A delay is counted from the arrival of a chunk: it adds latency and does not limit the rate.
 */
export function forward(from: Socket, to: Socket, state: ProxyState, count: (bytes: number) => void): void {
  let last = Promise.resolve()
  const queue = (step: () => Promise<void>): void => {
    last = last.then(step).catch(() => undefined)
  }
  from.on('data', (chunk: Buffer) => {
    const dueAt = Date.now() + state.delayMs
    queue(async () => {
      await until(dueAt)
      await thawed(from, state)
      if (to.destroyed) return
      count(chunk.length)
      if (!to.write(chunk)) await drained(to)
    })
  })
  from.on('end', () => {
    const dueAt = Date.now() + state.delayMs
    queue(async () => {
      await until(dueAt)
      await thawed(from, state)
      to.end()
    })
  })
}

async function until(timeMs: number): Promise<void> {
  const restMs = timeMs - Date.now()
  if (restMs > 0) await sleep(restMs)
}

/** While frozen nothing is read either, so that the sender's buffers fill as they do on a dead network. */
async function thawed(from: Socket, state: ProxyState): Promise<void> {
  if (!state.frozen) return
  from.pause()
  await new Promise<void>((resolve) => {
    state.waiting.add(resolve)
    from.once('close', () => {
      state.waiting.delete(resolve)
      resolve()
    })
  })
  from.resume()
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve)
    socket.once('close', () => resolve())
  })
}
