import { loadConfig } from '@wabastream/sdk/config'
import { expect, test } from 'vitest'
import { notifierConfig } from './config.ts'

const required = {
  KAFKA_BROKERS: 'localhost:9092',
  SCHEMA_REGISTRY_URL: 'http://localhost:8081',
  DATABASE_URL: 'postgres://localhost/wabastream',
}

test('what it needs, and what it takes for granted', () =>
  expect(loadConfig(notifierConfig, required)).toMatchObject({ NOTIFICATIONS_DAYS: 90, API_PORT: 8090 }))

test.each([
  ['NOTIFICATIONS_DAYS', '0'],
  ['NOTIFICATIONS_DAYS', 'a month'],
])('%s=%s is refused', (name, value) =>
  expect(() => loadConfig(notifierConfig, { ...required, [name]: value })).toThrow(name),
)
