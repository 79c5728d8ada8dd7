import { expect, test } from 'vitest'
import { type FailedPiece, type Fate, fateOf } from './fate.ts'

const kafka = (type: string) => Object.assign(new Error(type), { type })
const broken = Object.assign(new Error('closed'), { name: 'KafkaJSConnectionClosedError' })
const batch: FailedPiece = { records: 9, partitions: 3, failures: 0 }
const partition: FailedPiece = { records: 4, partitions: 1, failures: 0 }
const single: FailedPiece = { records: 1, partitions: 1, failures: 0 }

test.each<[string, unknown, FailedPiece, Fate]>([
  ['a broken connection, first time', broken, batch, { act: 'again' }],
  ['a broken connection, second time', broken, { ...batch, failures: 1 }, { act: 'split' }],
  ['a broken connection, one partition', broken, { ...partition, failures: 7 }, { act: 'again' }],
  ['too few replicas somewhere', kafka('NOT_ENOUGH_REPLICAS'), batch, { act: 'split' }],
  ['too few replicas here', kafka('NOT_ENOUGH_REPLICAS'), { ...partition, failures: 5 }, { act: 'again' }],
  ['a producer in disorder', kafka('OUT_OF_ORDER_SEQUENCE_NUMBER'), single, { act: 'again' }],
  ['too large, somewhere', kafka('MESSAGE_TOO_LARGE'), batch, { act: 'split' }],
  ['too large, in this partition', kafka('MESSAGE_TOO_LARGE'), partition, { act: 'split' }],
  ['too large, this record', kafka('MESSAGE_TOO_LARGE'), single, { act: 'refuse', code: 'MESSAGE_TOO_LARGE' }],
  ['not valid, this record', kafka('INVALID_RECORD'), single, { act: 'refuse', code: 'INVALID_RECORD' }],
  ['unknown topic, somewhere', kafka('UNKNOWN_TOPIC_OR_PARTITION'), batch, { act: 'split' }],
  ['unknown topic, first time', kafka('UNKNOWN_TOPIC_OR_PARTITION'), partition, { act: 'again' }],
  [
    'unknown topic, second time',
    kafka('UNKNOWN_TOPIC_OR_PARTITION'),
    { ...partition, failures: 1 },
    { act: 'missing', code: 'UNKNOWN_TOPIC_OR_PARTITION' },
  ],
  [
    'not allowed is no property of the record',
    kafka('TOPIC_AUTHORIZATION_FAILED'),
    { ...single, failures: 1 },
    { act: 'missing', code: 'TOPIC_AUTHORIZATION_FAILED' },
  ],
  ['the client trips over something', new TypeError('x'), batch, { act: 'split' }],
  ['the client trips over one record, once', new TypeError('x'), single, { act: 'again' }],
  [
    'the client trips over one record, twice',
    new TypeError('x'),
    { ...single, failures: 1 },
    { act: 'refuse', code: 'UNENCODABLE' },
  ],
  [
    'wrapped by kafkajs',
    new Error('a', { cause: kafka('MESSAGE_TOO_LARGE') }),
    single,
    { act: 'refuse', code: 'MESSAGE_TOO_LARGE' },
  ],
])('%s', (_what, error, piece, fate) => {
  expect(fateOf(error, piece)).toEqual(fate)
})
