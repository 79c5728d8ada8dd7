import { expect, test } from 'vitest'
import { murmur2, partitionFor } from './partition-for.ts'

// From Kafka's own UtilsTest.java.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of %s is what Java computes', (text, hash) => {
  expect(murmur2(Buffer.from(text))).toBe(hash)
})

test.each([
  // (hash & 0x7fffffff) % partitions, so a negative hash keeps its lower 31 bits.
  ['foobar', 32, (-790332482 & 0x7fffffff) % 32],
  ['foobar', 6, (-790332482 & 0x7fffffff) % 6],
  ['abc', 4, 479470107 % 4],
])('partition of %s among %i is %i', (key, partitions, partition) => {
  expect(partitionFor(key, partitions)).toBe(partition)
  expect(partitionFor(Buffer.from(key), partitions)).toBe(partition)
})

test('a key that is not ASCII is hashed as UTF-8', () => {
  expect(partitionFor('grüße-日本', 64)).toBe(partitionFor(Buffer.from('grüße-日本', 'utf8'), 64))
})
