import { expect, test } from 'vitest'
import type { Producer } from './producer.ts'
import { createProducerSupply } from './producer-supply.ts'

/** A producer whose send never ends by itself. */
function stuckProducer() {
  const sending = Promise.withResolvers<void>()
  const calls: string[] = []
  const producer: Producer = {
    connect: async () => void calls.push('connect'),
    send: () => Promise.reject(new Error('not used')),
    busy: true,
    idle: () => sending.promise,
    destroy: () => void calls.push('destroy'),
    close: async () => void calls.push('close'),
  }
  return { producer, calls, end: () => sending.resolve() }
}

test('closed while it waits for abandoned producers: no connection is opened after that', async () => {
  const made: ReturnType<typeof stuckProducer>[] = []
  const supply = createProducerSupply({
    create() {
      const next = stuckProducer()
      made.push(next)
      return next.producer
    },
    failed() {},
    connected() {},
  })
  supply.start()
  for (let times = 0; times < 2; times += 1) supply.replace((await supply.ready(performance.now() + 1000))!)
  expect([supply.abandoned, supply.connected]).toEqual([2, false])
  const closed = supply.close()
  for (const { end } of made) end()
  await closed
  expect(made.map(({ calls }) => calls)).toEqual([
    ['connect', 'destroy'],
    ['connect', 'destroy'],
  ])
})
