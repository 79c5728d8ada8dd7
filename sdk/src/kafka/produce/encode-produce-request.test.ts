import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32c } from './crc32c.ts'
import { encodeProduceRequest, type ProduceRequest } from './encode-produce-request.ts'

const kafkajs = createRequire(import.meta.url)('kafkajs/src/protocol/requests/produce/v3/request')

const text = fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 40 }))
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const header = fc.oneof(text, bytes)
const record = fc.record({
  key: fc.option(fc.oneof(text, bytes)),
  value: fc.option(bytes),
  headers: fc.dictionary(text, fc.oneof(header, fc.array(header, { maxLength: 3 })), {
    maxKeys: 12,
    noNullPrototype: true,
  }),
  // Thirteen digits, as from 2001 to 2286: kafkajs sorts times as text.
  timestamp: fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 }).map(String),
})
const request = fc.record({
  acks: fc.constantFrom(-1, 1),
  timeout: fc.nat(),
  transactionalId: fc.constant(null),
  producerId: fc.bigInt(-1n, 2n ** 63n - 1n),
  producerEpoch: fc.integer({ min: 0, max: 32_767 }),
  topicData: fc.array(
    fc.record({
      topic: fc.string({ minLength: 1, maxLength: 40 }),
      partitions: fc.array(
        fc.record({
          partition: fc.nat(),
          firstSequence: fc.nat(),
          messages: fc.array(record, { minLength: 1, maxLength: 5 }),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
})

async function byKafkajs(sent: object): Promise<Buffer> {
  return (await kafkajs({ ...sent, compression: 0 }).encode()).buffer
}

test('every request has the same bytes as by kafkajs', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      expect(encodeProduceRequest(sent).equals(await byKafkajs(sent))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test.each([1, 100, 63_000, 70_000, 1_100_000, 9_000_000])('a record of %i bytes has the same bytes', async (size) => {
  const messages = [{ key: 'k', value: Buffer.alloc(size, 7), headers: {}, timestamp: '1770000000000' }]
  const topicData = [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages }] }]
  const sent = { acks: -1, timeout: 700, producerId: 1n, producerEpoch: 0, topicData }
  expect(encodeProduceRequest(sent).equals(await byKafkajs(sent))).toBe(true)
})

test('the checksum is that of RFC 3720', () => {
  expect(crc32c(Buffer.from('123456789'), 0, 9)).toBe(0xe3069283)
  expect(crc32c(Buffer.alloc(32), 0, 32)).toBe(0x8a9136aa)
})

test('a request that could not be encoded leaves no trace in the next one', () => {
  const sent = (headers: object) => {
    const messages = [{ key: 'k', value: Buffer.from('v'), headers, timestamp: '1770000000000' }]
    const topicData = [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages }] }]
    return { acks: -1, timeout: 700, producerId: 1n, producerEpoch: 0, topicData } as ProduceRequest
  }
  const before = encodeProduceRequest(sent({ a: 'b' }))
  expect(() => encodeProduceRequest(sent({ a: undefined }))).toThrow(TypeError)
  expect(encodeProduceRequest(sent({ a: 'b' })).equals(before)).toBe(true)
})
