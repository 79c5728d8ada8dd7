import { expect, test } from 'vitest'
import { namesPipeline, stackSettings } from './stack-settings.ts'
import type { Stack } from './stack-file.ts'

const stack: Stack = {
  version: 1,
  broker: 'embedded',
  brokers: '127.0.0.1:9092',
  registryUrl: 'http://127.0.0.1:8081',
  databaseUrl: 'postgres://127.0.0.1/wabastream',
  ingressUrl: 'http://127.0.0.1:8080/webhook',
  opsUrl: 'http://127.0.0.1:9464',
  topicPrefix: 'mine.',
  appId: '1',
  appSecret: 'invented-secret',
  verifyToken: 'invented-token',
  pid: 1,
  startedAt: '2026-01-31T08:00:00.000Z',
}

test('a stack of our own: its servers, its prefix, one copy of each record', () => {
  expect(stackSettings(stack, {})).toEqual({
    KAFKA_BROKERS: '127.0.0.1:9092',
    SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081',
    DATABASE_URL: 'postgres://127.0.0.1/wabastream',
    TOPIC_PREFIX: 'mine.',
    TOPIC_REPLICATION_FACTOR: '1',
    TOPIC_MIN_INSYNC: '1',
  })
})

test('what is said stays said, apart from the servers, which are never mixed', () => {
  const said = { TOPIC_PREFIX: 'other.', TOPIC_MIN_INSYNC: '2', DATABASE_URL_FILE: '/run/secrets/url' }
  const settings = stackSettings({ ...stack, broker: 'external' }, said)
  expect(Object.keys(settings)).toEqual(['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL'])
})

test.each([
  [{}, false],
  [{ KAFKA_BROKERS: '' }, false],
  [{ KAFKA_BROKERS: 'b:9092' }, true],
  [{ SCHEMA_REGISTRY_URL_FILE: '/run/secrets/url' }, true],
])('%j names a pipeline: %s', (environment, named) => expect(namesPipeline(environment)).toBe(named))
