import { expect, test } from 'vitest'
import { codeOf } from './error-code.ts'
import { asking, KafkaError } from './kafka-error.ts'

const protocolError = Object.assign(new Error('too large'), { name: 'KafkaJSProtocolError', type: 'MESSAGE_TOO_LARGE' })

test.each([
  ['a protocol error', protocolError, 'MESSAGE_TOO_LARGE'],
  [
    'one that kafkajs wrapped twice',
    new Error('a', { cause: new Error('b', { cause: protocolError }) }),
    'MESSAGE_TOO_LARGE',
  ],
  ['the first of several', Object.assign(new Error('all'), { errors: [protocolError] }), 'MESSAGE_TOO_LARGE'],
  [
    'an error of the client',
    new Error('outer', { cause: Object.assign(new Error('x'), { name: 'KafkaJSConnectionError' }) }),
    'KafkaJSConnectionError',
  ],
  ['a bug', new TypeError('x is not a function'), 'TypeError'],
  ['no error at all', 'text', 'Error'],
])('code of %s', (_what, error, code) => {
  expect(codeOf(error)).toBe(code)
})

test.each([
  ['UNKNOWN_TOPIC_OR_PARTITION', false],
  ['SASL_AUTHENTICATION_FAILED', false],
  ['NOT_LEADER_FOR_PARTITION', true],
  ['REQUEST_TIMED_OUT', true],
])('%s: asking again may help: %s', async (type, transient) => {
  const cause = Object.assign(new Error('said the broker'), { type })
  const failure = await asking('cannot ask', () => Promise.reject(cause)).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'KafkaError', code: type, transient, cause })
  expect(failure).toBeInstanceOf(KafkaError)
})
