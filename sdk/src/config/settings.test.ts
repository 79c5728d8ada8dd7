import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { kafkaConfig, kafkaSettings, registrySettings, topicSettings } from './kafka.ts'
import { ConfigError, loadConfig } from './load.ts'
import { metaSettings } from './meta.ts'

const kafka = z.object(kafkaSettings)
const accepts = (schema: z.ZodObject, environment: Record<string, string>): boolean => {
  try {
    loadConfig(schema, environment)
    return true
  } catch (error) {
    if (error instanceof ConfigError) return false
    throw error
  }
}

test.each([
  ['localhost:9092', true],
  ['a:1,b.example:65535', true],
  ['kafka-1.example:9092, kafka-2.example:9092', true],
  ['localhost', false],
  ['localhost:', false],
  ['localhost:0', false],
  ['localhost:65536', false],
  ['a:9092,b', false],
  ['kafka://a:9092', false],
  [',', false],
])('KAFKA_BROKERS %s: %s', (text, good) => expect(accepts(kafka, { KAFKA_BROKERS: text })).toBe(good))

test.each([
  ['http://127.0.0.1:8081/apis/ccompat/v7', true],
  ['https://registry.example', true],
  ['registry.example:8081', false],
  ['not an address', false],
  ['ftp://registry.example', false],
  ['http://user:password@registry.example', false],
])('SCHEMA_REGISTRY_URL %s: %s', (url, good) =>
  expect(accepts(z.object(registrySettings), { SCHEMA_REGISTRY_URL: url })).toBe(good),
)

test.each([
  ['', true],
  ['team-a.', true],
  ['with space', false],
  ['ä', false],
])('TOPIC_PREFIX %j: %s', (prefix, good) =>
  expect(accepts(z.object(topicSettings), { TOPIC_PREFIX: prefix })).toBe(good),
)

describe('META_APP_SECRETS', () => {
  const meta = z.object(metaSettings)
  const secrets = (text: string) =>
    loadConfig(meta, { META_APP_SECRETS: text, META_VERIFY_TOKENS: 't' }).META_APP_SECRETS

  test('names apps and secrets; an app may be named twice, a secret may hold =', () => {
    expect(secrets('1=a, 2=b=c ,1=d')).toEqual([
      { appId: '1', secret: 'a' },
      { appId: '2', secret: 'b=c' },
      { appId: '1', secret: 'd' },
    ])
  })

  test.each(['a', '1=', '=a', 'x=a', '1=a,b', ' , '])('%j is refused', (text) =>
    expect(() => secrets(text)).toThrow(ConfigError),
  )
})

describe('how to reach Kafka', () => {
  const from = (environment: Record<string, string>) =>
    kafkaConfig(loadConfig(kafka, { KAFKA_BROKERS: 'a:1', ...environment }), 'me')

  test('plain', () => expect(from({})).toEqual({ brokers: ['a:1'], clientId: 'me' }))

  test('with TLS and a client certificate', () => {
    expect(from({ KAFKA_SSL: 'true', KAFKA_SSL_CA: 'ca', KAFKA_SSL_CERT: 'cert', KAFKA_SSL_KEY: 'key' })).toMatchObject(
      {
        ssl: { ca: 'ca', cert: 'cert', key: 'key' },
      },
    )
  })

  test('with SASL', () => {
    expect(from({ KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' })).toMatchObject({
      sasl: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
    })
  })
})
