import { expect, test } from 'vitest'

import { kafkaProperties, propertiesText } from './kafka-properties.ts'
import type { KafkaNode } from './kafka-properties.ts'

const single: KafkaNode = { id: 1, port: 9092, controllerPort: 9093, clusterSize: 1, bindHost: '127.0.0.1' }

test('a single node listens on the loopback address only', () => {
  expect(kafkaProperties(single, '/data')).toMatchObject({
    'process.roles': 'broker,controller',
    listeners: 'PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093',
    'advertised.listeners': 'PLAINTEXT://127.0.0.1:9092',
    'min.insync.replicas': '1',
    'log.dirs': '/data',
  })
})

test('clients of the second listener are sent to the proxy', () => {
  const node = { ...single, proxied: { port: 20_001, advertisedPort: 30_001 } }
  expect(kafkaProperties(node, '/data')).toMatchObject({
    listeners: 'PLAINTEXT://127.0.0.1:9092,PROXIED://127.0.0.1:20001,CONTROLLER://127.0.0.1:9093',
    'advertised.listeners': 'PLAINTEXT://127.0.0.1:9092,PROXIED://127.0.0.1:30001',
  })
})

test('one of three is no controller, and all but one copy must be in sync', () => {
  expect(kafkaProperties({ ...single, id: 2, clusterSize: 3 }, '/data')).toMatchObject({
    'process.roles': 'broker',
    listeners: 'PLAINTEXT://127.0.0.1:9092',
    'controller.quorum.voters': '1@127.0.0.1:9093',
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
  })
})

test('in a container it listens everywhere and advertises the loopback address', () => {
  expect(kafkaProperties({ ...single, bindHost: '0.0.0.0' }, '/data')).toMatchObject({
    listeners: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093',
    'advertised.listeners': 'PLAINTEXT://127.0.0.1:9092',
  })
})

test('backslashes and letters beyond ISO 8859-1 are escaped', () => {
  expect(propertiesText({ 'log.dirs': 'C:\\Users\\Zoë' })).toBe('log.dirs=C:\\\\Users\\\\Zo\\u00eb\n')
})
