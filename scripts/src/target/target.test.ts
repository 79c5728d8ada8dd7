import { stackFileIn, writeStackFile, type Stack } from '@wabastream/sdk/config'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findTarget } from './target.ts'
import { tempFolder } from '@wabastream/sdk/testing/vitest'

const withStack = tempFolder()
const without = tempFolder()
afterAll(() => [withStack, without].forEach((folder) => folder[Symbol.dispose]()))

const stack: Stack = {
  version: 1,
  broker: 'embedded',
  brokers: '127.0.0.1:9092,127.0.0.1:9093',
  registryUrl: 'http://127.0.0.1:8081',
  ingressUrl: 'http://127.0.0.1:8080/webhook',
  opsUrl: 'http://127.0.0.1:9464',
  topicPrefix: 'local.',
  appId: '670843887433847',
  appSecret: 'invented-secret',
  verifyToken: 'invented-token',
  pid: process.pid,
  startedAt: '2026-01-31T08:00:00.000Z',
}
mkdirSync(dirname(stackFileIn(withStack.path)), { recursive: true })
writeStackFile(stackFileIn(withStack.path), stack)

describe('the environment', () => {
  const environment = { KAFKA_BROKERS: 'kafka.example.com:9092', SCHEMA_REGISTRY_URL: 'https://registry.example.com' }

  test('comes before the stack', () => {
    const target = findTarget({ ...environment, TOPIC_PREFIX: 'prod.' }, withStack.path)
    expect(target).toMatchObject({ prefix: 'prod.', replicationFactor: 3, minInsync: 2, stack: null })
    expect(target.kafka.brokers).toEqual(['kafka.example.com:9092'])
    expect(target.registry().url).toBe('https://registry.example.com')
  })

  test('is never mixed with the stack', () => {
    const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL } = environment
    expect(() => findTarget({ SCHEMA_REGISTRY_URL }, withStack.path)).toThrow(/KAFKA_BROKERS: is required/)
    expect(() => findTarget({ KAFKA_BROKERS }, withStack.path).registry()).toThrow(/SCHEMA_REGISTRY_URL: is required/)
    expect(findTarget({ KAFKA_BROKERS }, withStack.path).prefix).toBe('')
  })

  test('may be wrong', () => {
    expect(() => findTarget({ KAFKA_BROKERS: 'nonsense' }, withStack.path)).toThrow(/KAFKA_BROKERS.*: must be a list/)
  })
})

describe('the stack', () => {
  test('is taken when the environment names nothing', () => {
    const target = findTarget({}, withStack.path)
    expect(target).toMatchObject({ prefix: 'local.', replicationFactor: 1, minInsync: 1, stack })
    expect(target.kafka.brokers).toEqual(['127.0.0.1:9092', '127.0.0.1:9093'])
    expect(target.registry().url).toBe('http://127.0.0.1:8081')
  })

  test('gives way to single settings', () => {
    expect(findTarget({ TOPIC_PREFIX: 'mine.', TOPIC_REPLICATION_FACTOR: '2' }, withStack.path)).toMatchObject({
      prefix: 'mine.',
      replicationFactor: 2,
      minInsync: 1,
    })
  })

  test('is missing: the message says how to start one', () => {
    expect(() => findTarget({}, without.path)).toThrow(/npx --yes pnpm@12 start/)
  })
})
