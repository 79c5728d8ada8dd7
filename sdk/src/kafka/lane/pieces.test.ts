import { expect, test } from 'vitest'
import { createDelivery } from './delivery.ts'
import { firstLines, halve, type Line, splitByPartition } from './pieces.ts'

const places = [
  ['a', 0],
  ['new', 0],
  ['a', 1],
  ['new', 1],
  ['a', 0],
  ['newer', 0],
] as const

const records = places.map(([topic, partition], index) => ({
  topic,
  partition,
  key: String(index),
  value: null,
  headers: {},
  timestampMs: 0,
}))
const { items } = createDelivery(records, 0, () => undefined)
const keys = (line: Line) => line.map((piece) => piece.items.map((item) => item.key))

test('what is proven goes first and together, each unproven topic apart', () => {
  expect(firstLines(items, (item) => item.topic === 'a').map(keys)).toEqual([[['0', '2', '4']], [['1', '3']], [['5']]])
  expect(firstLines(items, () => true).map(keys)).toEqual([[['0', '1', '2', '3', '4', '5']]])
})

test('a partition keeps its order when a batch is split', () => {
  expect(keys(splitByPartition(items))).toEqual([['0', '4'], ['1'], ['2'], ['3'], ['5']])
})

test.each([
  [1, [1, 0]],
  [2, [1, 1]],
  [5, [3, 2]],
])('%i records are halved into %j', (count, sizes) => {
  expect(halve(items.slice(0, count)).map((piece) => piece.items.length)).toEqual(sizes)
})
