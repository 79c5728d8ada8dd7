import { expect, test } from 'vitest'
import type { Outcome } from '../record.ts'
import { settleNamed } from './check-result.ts'
import { createDelivery } from './delivery.ts'
import { groupByTopic } from './pieces.ts'

const places = [
  ['a', 0],
  ['a', 1],
  ['a', 0],
  ['b', 0],
] as const

function send() {
  const records = places.map(([topic, partition]) => ({
    topic,
    partition,
    key: null,
    value: null,
    headers: {},
    timestampMs: 0,
  }))
  const settled: unknown[] = []
  const delivery = createDelivery(records, 0, (error) => settled.push(error))
  return { delivery, settled, topics: groupByTopic(delivery.items) }
}

const ok = (topicName: string, partition: number, baseOffset: string) => ({
  topicName,
  partition,
  errorCode: 0,
  baseOffset,
})
const kept = (offset: bigint): Outcome => ({ kept: true, offset })

test('every record has its offset when all partitions are named', () => {
  const { delivery, settled, topics } = send()
  expect(settleNamed(topics, [ok('a', 0, '10'), ok('a', 1, '7'), ok('b', 0, '9007199254740993')])).toEqual([])
  expect(delivery.outcomes).toEqual([kept(10n), kept(7n), kept(11n), kept(9007199254740993n)])
  expect(settled).toEqual([null])
})

test.each([
  ['a partition is not named', [ok('a', 0, '10'), ok('b', 0, '0')], [['a', 1]]],
  ['a topic is not named', [ok('a', 0, '10'), ok('a', 1, '7')], [['b', 0]]],
  ['nothing is named', [], places],
  ['one has an error', [ok('a', 0, '1'), { ...ok('a', 1, '2'), errorCode: 6 }, ok('b', 0, '0')], [['a', 1]]],
  ['one has no offset', [ok('a', 0, '1'), { topicName: 'a', partition: 1, errorCode: 0 }, ok('b', 0, '0')], [['a', 1]]],
])('%s: its records are not kept', (_what, results, missing) => {
  const { settled, topics } = send()
  const unnamed = settleNamed(topics, results)
  expect(unnamed.map(({ topic, partition }) => [topic, partition])).toEqual(
    expect.arrayContaining(missing.map((place) => [...place])),
  )
  expect(unnamed).toHaveLength(missing.length)
  expect(settled).toEqual([])
})
