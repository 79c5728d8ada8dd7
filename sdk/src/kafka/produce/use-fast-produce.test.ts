import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { encodeProduceRequest } from './encode-produce-request.ts'
import { useFastProduce } from './use-fast-produce.ts'

const require = createRequire(import.meta.url)
const messages = [{ key: 'k', value: Buffer.from('v'), headers: { a: 'b' }, timestamp: '1770000000000' }]
const topicData = [{ topic: 't', partitions: [{ partition: 0, firstSequence: 0, messages }] }]
const request = { acks: -1, timeout: 700, producerId: 1n, producerEpoch: 0, topicData }

test('kafkajs sends what our encoder writes, in the version that brokers of today take', async () => {
  useFastProduce()
  const made = require('kafkajs/src/protocol/requests/produce/v7/request')({ ...request, compression: 0 })
  const buffer = encodeProduceRequest(request)
  expect(made.apiVersion).toBe(7)
  // kafkajs's own encoders have more properties: this one is ours.
  expect(await made.encode()).toEqual({ buf: buffer, buffer })
})

test('a compressed request is left to kafkajs', async () => {
  useFastProduce()
  const made = require('kafkajs/src/protocol/requests/produce/v3/request')({ ...request, compression: 1 })
  expect(await made.encode()).toHaveProperty('offset')
})
