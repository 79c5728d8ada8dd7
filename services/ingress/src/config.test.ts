import { ConfigError, loadConfig } from '@wabastream/sdk/config'
import { expect, test } from 'vitest'
import { ingressConfig } from './config.ts'

const good = {
  META_APP_SECRETS: '100=secret_of_100',
  META_VERIFY_TOKENS: 'token',
  KAFKA_BROKERS: 'localhost:9092',
  SCHEMA_REGISTRY_URL: 'http://localhost:8081',
}

function problemsOf(changes: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(ingressConfig, { ...good, ...changes })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('four settings are enough', () => {
  expect(loadConfig(ingressConfig, good)).toMatchObject({
    INGRESS_HOST: '0.0.0.0',
    INGRESS_PORT: 8080,
    OPS_HOST: '127.0.0.1',
    OPS_PORT: 9464,
    ACK_TIMEOUT_MS: 3000,
    LOG_LEVEL: 'info',
    TOPIC_PREFIX: '',
  })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['no secret', { META_APP_SECRETS: '' }, /^META_APP_SECRETS: is required/],
  ['secrets of nothing', { META_APP_SECRETS: ' , ' }, /^META_APP_SECRETS: must name at least one app/],
  ['an app with an empty secret', { META_APP_SECRETS: '100=' }, /^META_APP_SECRETS.*app_id=secret/],
  ['a secret without its app', { META_APP_SECRETS: 'lone_secret' }, /^META_APP_SECRETS.*app_id=secret/],
  ['no verify token', { META_VERIFY_TOKENS: ' , ' }, /^META_VERIFY_TOKENS: must hold at least one token/],
  ['broker without port', { KAFKA_BROKERS: 'kafka' }, /^KAFKA_BROKERS.*host:port/],
  ['broker with an impossible port', { KAFKA_BROKERS: 'kafka:70000' }, /^KAFKA_BROKERS.*host:port/],
  ['brokers without one', { KAFKA_BROKERS: ',' }, /^KAFKA_BROKERS: must name at least one broker/],
  ['registry that is no address', { SCHEMA_REGISTRY_URL: 'registry' }, /^SCHEMA_REGISTRY_URL: must be an http/],
  ['a port that is none', { INGRESS_PORT: 'http' }, /^INGRESS_PORT: must be a port number/],
  ['no time to acknowledge', { ACK_TIMEOUT_MS: '0' }, /^ACK_TIMEOUT_MS/],
])('%s', (_, changes, problem) => {
  const problems = problemsOf(changes)
  expect(problems).toEqual([expect.stringMatching(problem)])
  expect(problems[0]).not.toContain('lone_secret')
})
