import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createDelivery, decide, type Delivery, fail } from './delivery.ts'
import { LaneError } from './lane-error.ts'
import { defaultLimits } from './limits.ts'
import { createQueue, enqueue, isEmpty, putBack, type Queue, shift } from './queue.ts'
import { takeBatch } from './take-batch.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const records = (value: Buffer) => [{ topic: 't', partition: 0, key: null, value, headers: {}, timestampMs: 0 }]
const delivery = (): Delivery => createDelivery(records(Buffer.from('v')), 0, () => undefined)
const held = (queue: Queue) => queue.deliveries.filter((one) => one !== undefined)

test('what was taken is not held any more', () => {
  const queue = createQueue()
  const [first, second, third] = [delivery(), delivery(), delivery()]
  for (const one of [first, second]) enqueue(queue, one)
  expect(shift(queue)).toBe(first)
  expect(held(queue)).toEqual([second])
  expect(shift(queue)).toBe(second)
  expect(queue).toEqual({ deliveries: [], head: 0 })
  expect([isEmpty(queue), shift(queue)]).toEqual([true, undefined])

  enqueue(queue, third)
  putBack(queue, [first])
  expect([shift(queue), shift(queue), shift(queue)]).toEqual([first, third, undefined])
})

test('the records of a call can go once it has its answer, also while it still stands in the queue', async () => {
  const queue = createQueue()
  /** In a function of its own, so that nothing but the queue can hold the values. */
  const publish = (end: 'kept' | 'expired'): WeakRef<Buffer> => {
    const value = Buffer.alloc(100)
    const sent = records(value)
    const count = () => sent.length
    enqueue(
      queue,
      createDelivery(sent, 0, () => void count()),
    )
    if (end === 'expired') fail(queue.deliveries.at(-1)!, new LaneError('timeout', 0))
    else for (const item of takeBatch(queue, defaultLimits)) decide(item, { kept: true, offset: 0n })
    return new WeakRef(value)
  }
  const values = [publish('kept'), publish('kept'), publish('expired')]
  expect(isEmpty(queue)).toBe(false)
  await expect
    .poll(() => {
      collectGarbage()
      return values.map((value) => value.deref() === undefined)
    })
    .toEqual([true, true, true])
})
