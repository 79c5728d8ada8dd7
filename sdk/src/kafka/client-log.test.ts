import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { forwardLine, levelOf } from './client-log.ts'

const ERROR = 1
const WARN = 2
const INFO = 4

test.each([
  [ERROR, 'Response Metadata(key: 3, version: 6) There is no leader for this topic-partition', 'debug'],
  [ERROR, 'The group coordinator is not available', 'debug'],
  [ERROR, "The coordinator is loading and hence can't process requests for this group", 'debug'],
  [ERROR, 'Connection error: connect ECONNREFUSED 127.0.0.1:9092', 'debug'],
  [WARN, 'Limiting retries for the idempotent producer may invalidate EoS guarantees', 'debug'],
  [INFO, 'Consumer has joined the group', 'debug'],
  [ERROR, 'SASL PLAIN authentication failed: bad password', 'warn'],
  [WARN, 'something that nobody has seen before', 'warn'],
])('level %i, "%s" comes out as %s', (level, text, expected) => {
  expect(levelOf(level, text)).toBe(expected)
})

test('a line goes on with its cause, under one constant message', () => {
  const lines: unknown[] = []
  const keep = (level: string) => (fields: object, message: string) => lines.push([level, fields, message])
  const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
  const entry = {
    timestamp: 'now',
    message: 'Response Produce',
    error: 'This server does not host this topic-partition',
  }
  forwardLine(log, {
    namespace: 'Connection',
    level: kafkajs.logLevel.ERROR,
    label: 'ERROR',
    log: { ...entry, logger: 'kafkajs' },
  })
  const fields = { client: 'Connection', detail: 'Response Produce', cause: entry.error }
  expect(lines).toEqual([['debug', fields, 'kafka client']])
})
