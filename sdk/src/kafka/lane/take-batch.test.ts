import { expect, test } from 'vitest'
import { createDelivery, fail } from './delivery.ts'
import { LaneError } from './lane-error.ts'
import { createQueue, enqueue, isEmpty } from './queue.ts'
import { takeBatch } from './take-batch.ts'

const limits = { maxBatchRecords: 10, maxBatchBytes: 10_000, aloneBytes: 2000, maxPartitionBytes: 3000, turnRecords: 4 }
const OVERHEAD = 32

interface Call {
  readonly name: string
  readonly sizes: readonly number[]
  readonly partition?: number
}

/** Records of the wanted sizes; each says in its key whose it is: 'a0', 'a1'. */
function delivery({ name, sizes, partition }: Call) {
  const records = sizes.map((size, index) => ({
    topic: 't',
    partition: partition ?? index,
    key: `${name}${index}`,
    value: Buffer.alloc(size - OVERHEAD - `${name}${index}`.length),
    headers: {},
    timestampMs: 0,
  }))
  return createDelivery(records, 0, () => undefined)
}

function batchesOf(calls: readonly Call[]): (string | Buffer | null)[][] {
  const queue = createQueue()
  for (const call of calls) enqueue(queue, delivery(call))
  const batches = []
  while (!isEmpty(queue)) batches.push(takeBatch(queue, limits).map((item) => item.key))
  return batches
}

const small = (count: number) => Array.from({ length: count }, () => 100)

test.each<[string, Call[], string[][]]>([
  ['nobody waits', [], []],
  [
    'small calls travel together',
    [
      { name: 'a', sizes: small(2) },
      { name: 'b', sizes: small(1) },
    ],
    [['a0', 'a1', 'b0']],
  ],
  [
    'calls take turns',
    [
      { name: 'a', sizes: small(6) },
      { name: 'b', sizes: small(1) },
    ],
    [
      ['a0', 'a1', 'a2', 'a3', 'b0'],
      ['a4', 'a5'],
    ],
  ],
  [
    'the batch is full',
    [
      { name: 'a', sizes: small(4) },
      { name: 'b', sizes: small(4) },
      { name: 'c', sizes: small(4) },
      { name: 'd', sizes: small(1) },
    ],
    [
      ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'c0', 'c1'],
      ['d0', 'c2', 'c3'],
    ],
  ],
  [
    'a large record travels alone',
    [
      { name: 'a', sizes: small(1) },
      { name: 'b', sizes: [2500] },
      { name: 'c', sizes: small(1) },
    ],
    [['a0'], ['b0'], ['c0']],
  ],
  ['a record larger than a batch still goes', [{ name: 'a', sizes: [20_000] }], [['a0']]],
  [
    'a partition that is full stays full, also for a smaller record',
    [
      { name: 'a', sizes: [1800], partition: 1 },
      { name: 'b', sizes: [1500], partition: 1 },
      { name: 'c', sizes: [100], partition: 1 },
      { name: 'd', sizes: [100], partition: 2 },
    ],
    [
      ['a0', 'd0'],
      ['b0', 'c0'],
    ],
  ],
])('%s', (_what, calls, batches) => {
  expect(batchesOf(calls)).toEqual(batches)
})

test('a call that has its answer already is left out', () => {
  const queue = createQueue()
  const expired = delivery({ name: 'a', sizes: small(1) })
  enqueue(queue, expired)
  enqueue(queue, delivery({ name: 'b', sizes: small(1) }))
  fail(expired, new LaneError('timeout', 0))
  expect(takeBatch(queue, limits).map((item) => item.key)).toEqual(['b0'])
})

test('many calls are taken once each, in order', () => {
  const queue = createQueue()
  for (let index = 0; index < 5000; index += 1) enqueue(queue, delivery({ name: `${index}-`, sizes: [100] }))
  const keys = []
  while (!isEmpty(queue)) keys.push(...takeBatch(queue, limits).map((item) => item.key))
  expect(keys).toEqual(Array.from({ length: 5000 }, (_, index) => `${index}-0`))
})
