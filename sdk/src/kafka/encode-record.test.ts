import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { type EncodableRecord, encodeRecord } from './encode-record.ts'

const kafkajs = createRequire(import.meta.url)('kafkajs/src/protocol/recordBatch/record/v0')

const plain: EncodableRecord = { offsetDelta: 0, timestampDelta: 0, key: 'k', value: Buffer.from('v') }

test.each<[string, EncodableRecord]>([
  ['a plain record', plain],
  ['no key', { ...plain, key: null }],
  ['a tombstone', { ...plain, value: null }],
  ['empty key and value', { ...plain, key: '', value: Buffer.alloc(0) }],
  ['a value of several length bytes', { ...plain, value: Buffer.alloc(70_000, 7) }],
  ['text beyond ASCII', { ...plain, key: 'grüße 日本 😀', headers: { näme: 'wért' } }],
  ['bytes as key and header', { ...plain, key: Buffer.from([0, 128, 255]), headers: { raw: Buffer.from([255, 0]) } }],
  ['a header with two values', { ...plain, headers: { a: ['1', '2'], b: '3' } }],
  ['an empty header', { ...plain, headers: { a: '' } }],
  ['many headers', { ...plain, headers: Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`h${n}`, `${n}`])) }],
  ...[1, 63, 64, 8191, 8192, 2 ** 31 - 1, 2 ** 31, 2 ** 40, -1, -64, -65, -(2 ** 33)].map(
    (timestampDelta): [string, EncodableRecord] => [
      `a time ${timestampDelta} ms later`,
      { ...plain, timestampDelta, offsetDelta: 499 },
    ],
  ),
])('%s is encoded as kafkajs does', (_what, record) => {
  expect(encodeRecord(record)).toEqual(kafkajs(record).buffer)
})
