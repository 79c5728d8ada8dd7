import { expect, test } from 'vitest'

import { imagesFor, kafkaContainer, registryContainer } from './docker-stack.ts'
import { postgresContainer } from './postgres-container.ts'

const ports = { kafka: 9092, registry: 8081, proxied: 20_001 }

test('Kafka has the same port inside and outside, and its data in the volume', () => {
  const volume = { name: 'v', path: '/var/lib/kafka/data' }
  const spec = kafkaContainer(ports, undefined, volume)
  expect([...spec.ports]).toEqual([[9092, 9092]])
  expect(spec.volume).toBe(volume)
  expect(spec.files[0]?.text).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:9092\n')
  expect(spec.files[0]?.text).toContain('log.dirs=/var/lib/kafka/data\n')
})

test('the listener behind the proxy is published and advertised', () => {
  const spec = kafkaContainer(ports, 30_001, undefined)
  expect([...spec.ports.keys()]).toEqual([9092, 20_001])
  expect(spec.files[0]?.text).toContain('PROXIED://127.0.0.1:30001')
})

test('the registry keeps its database in the volume', () => {
  const spec = registryContainer(ports, { name: 'v', path: '/data' })
  expect([...spec.ports]).toEqual([[8080, 8081]])
  expect(spec.environment['APICURIO_DATASOURCE_URL']).toContain('jdbc:h2:file:/data/registry')
})

test('PostgreSQL has its data in the volume and its password from us', () => {
  const spec = postgresContainer(5433, 'secret', { name: 'v', path: '/var/lib/postgresql' })
  expect([...spec.ports]).toEqual([[5432, 5433]])
  expect(spec.environment['POSTGRES_PASSWORD']).toBe('secret')
  expect(spec.volume?.path).toBe('/var/lib/postgresql')
})

test('its image is not needed when somebody else runs it', () => {
  const external = { brokers: undefined, registryUrl: undefined, databaseUrl: 'postgres://database.example/waba' }
  expect(imagesFor({ environment: {} })).toHaveLength(3)
  expect(imagesFor({ environment: {}, external })).toHaveLength(2)
})
