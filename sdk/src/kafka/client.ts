import kafkajs, { type Kafka, type RetryOptions, type SASLOptions } from 'kafkajs'
import { forwardLine } from './client-log.ts'
import type { KafkaConfig, SaslConfig } from './config.ts'
import { cureIdleTimer } from './idle-timer.ts'
import { cureLeaderlessMetadata } from './leaderless-metadata.ts'
import { useFastProduce } from './produce/use-fast-produce.ts'
import type { Sockets } from './sockets.ts'

/** Time-outs and retries of one client; every number is given because kafkajs's own defaults change with NODE_ENV. */
export interface ClientPatience {
  readonly connectTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly retries: number
}

/** Waits between retries: about 50, 100, 200, then 400 ms. */
export function retryOptions(retries: number): RetryOptions {
  return { retries, initialRetryTime: 50, factor: 0.2, multiplier: 2, maxRetryTime: 400 }
}

/** A kafkajs client whose sockets can be cut. `rotate` moves the seed broker, so that a dead one is not asked first again. */
export function createClient(config: KafkaConfig, patience: ClientPatience, sockets: Sockets, rotate = 0): Kafka {
  cureIdleTimer()
  cureLeaderlessMetadata()
  useFastProduce()
  const first = rotate % config.brokers.length
  return new kafkajs.Kafka({
    brokers: [...config.brokers.slice(first), ...config.brokers.slice(0, first)],
    clientId: config.clientId,
    ...(config.ssl ? { ssl: { ...config.ssl } } : {}),
    ...(config.sasl ? { sasl: saslOptions(config.sasl) } : {}),
    connectionTimeout: patience.connectTimeoutMs,
    authenticationTimeout: patience.connectTimeoutMs,
    requestTimeout: patience.requestTimeoutMs,
    enforceRequestTimeout: true,
    retry: retryOptions(patience.retries),
    socketFactory: (request) => sockets.open(request),
    logLevel: config.log ? kafkajs.logLevel.INFO : kafkajs.logLevel.NOTHING,
    logCreator: () => (entry) => forwardLine(config.log, entry),
  })
}

function saslOptions(sasl: SaslConfig): SASLOptions {
  const { username, password } = sasl
  switch (sasl.mechanism) {
    case 'plain':
      return { mechanism: 'plain', username, password }
    case 'scram-sha-256':
      return { mechanism: 'scram-sha-256', username, password }
    case 'scram-sha-512':
      return { mechanism: 'scram-sha-512', username, password }
  }
}
