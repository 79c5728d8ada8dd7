import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { isFatal } from './crash.ts'

const protocol = (type: string) => new kafkajs.KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1 }))

test.each([
  ['a bug in the client', new TypeError('x'), true],
  ['a group that may not be read', protocol('GROUP_AUTHORIZATION_FAILED'), true],
  [
    'a coordinator that is not there yet',
    Object.assign(new Error('x'), { name: 'KafkaJSGroupCoordinatorNotFound' }),
    false,
  ],
  ['a topic that a starting broker does not know', protocol('UNKNOWN_TOPIC_OR_PARTITION'), false],
  ['a broken connection', new kafkajs.KafkaJSConnectionError('x'), false],
  ['the end of all retries', new kafkajs.KafkaJSNonRetriableError(new kafkajs.KafkaJSConnectionError('x')), false],
])('%s', (_, error, fatal) => {
  expect(isFatal(error)).toBe(fatal)
})
