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

describe('settings that do not go together', () => {
  const all = z.object({ ...kafkaSettings, ...registrySettings, ...topicSettings })
  const given = { KAFKA_BROKERS: 'a:1', SCHEMA_REGISTRY_URL: 'http://a' }
  const problemsOf = (environment: Record<string, string>, schema: z.ZodObject = all): readonly string[] => {
    try {
      loadConfig(schema, { ...given, ...environment })
      return []
    } catch (error) {
      if (error instanceof ConfigError) return error.problems
      throw error
    }
  }
  const noTls = 'is given, but the connection has no TLS; set KAFKA_SSL=true, or remove it'

  test.each<[string, Record<string, string>, string[]]>([
    ['a certificate authority without TLS', { KAFKA_SSL_CA: 'secret' }, [`KAFKA_SSL_CA: ${noTls}`]],
    [
      'a client certificate with TLS switched off',
      { KAFKA_SSL: 'false', KAFKA_SSL_CERT: 'secret', KAFKA_SSL_KEY: 'secret' },
      [`KAFKA_SSL_CERT: ${noTls}`, `KAFKA_SSL_KEY: ${noTls}`],
    ],
    [
      'a certificate without its key',
      { KAFKA_SSL: 'true', KAFKA_SSL_CERT: 'secret' },
      ['KAFKA_SSL_CERT: is given, but KAFKA_SSL_KEY is not; set both or none'],
    ],
    [
      'a user without a mechanism',
      { KAFKA_USERNAME: 'secret', KAFKA_PASSWORD: 'secret' },
      [
        'KAFKA_USERNAME: is given, but KAFKA_SASL_MECHANISM is not; set both or none',
        'KAFKA_PASSWORD: is given, but KAFKA_SASL_MECHANISM is not; set both or none',
      ],
    ],
    [
      'a mechanism without a user',
      { KAFKA_SASL_MECHANISM: 'plain' },
      [
        'KAFKA_USERNAME: is required when KAFKA_SASL_MECHANISM is given',
        'KAFKA_PASSWORD: is required when KAFKA_SASL_MECHANISM is given',
      ],
    ],
    [
      'a mechanism without a password',
      { KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'secret' },
      ['KAFKA_PASSWORD: is required when KAFKA_SASL_MECHANISM is given'],
    ],
    [
      'a password for the registry without a user',
      { SCHEMA_REGISTRY_PASSWORD: 'secret' },
      ['SCHEMA_REGISTRY_PASSWORD: is given, but SCHEMA_REGISTRY_USERNAME is not; set both or none'],
    ],
    [
      'more copies in sync than copies, also against a default',
      { TOPIC_REPLICATION_FACTOR: '1' },
      ['TOPIC_MIN_INSYNC: must not be more than TOPIC_REPLICATION_FACTOR, or Kafka keeps no record; lower it'],
    ],
    ['as many copies in sync as copies', { TOPIC_REPLICATION_FACTOR: '1', TOPIC_MIN_INSYNC: '1' }, []],
  ])('%s', (_, environment, problems) => {
    expect(problemsOf(environment)).toEqual(problems)
    expect(problems.join()).not.toContain('secret')
  })

  test('stand in one list with all other mistakes', () => {
    const names = problemsOf({ TOPIC_PREFIX: 'a b', KAFKA_SSL_CA: 'x', KAFKA_SASL_MECHANISM: 'y', KAFKA_USERNAME: 'z' })
    expect(names.map((problem) => problem.split(':')[0])).toEqual([
      'KAFKA_SASL_MECHANISM',
      'TOPIC_PREFIX',
      'KAFKA_SSL_CA',
    ])
  })

  test('of others do not matter to a service that does not have them', () => {
    expect(problemsOf({ KAFKA_SSL_CA: 'x', TOPIC_REPLICATION_FACTOR: '1' }, z.object(registrySettings))).toEqual([])
  })
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
