/** Files as text for a TLS connection. `ca` alone checks the brokers; `cert` with `key` also says who we are. */
export interface SslConfig {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** User name and password for the brokers. */
export interface SaslConfig {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
  readonly username: string
  readonly password: string
}

/** Where log lines go. The shape is pino's: fields first, then a constant message. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** How to reach a Kafka cluster. `brokers` are `host:port`; `clientId` shows in the brokers' own logs and quotas. */
export interface KafkaConfig {
  readonly brokers: readonly string[]
  readonly clientId: string
  readonly ssl?: SslConfig
  readonly sasl?: SaslConfig
  /** Without it the client is silent. */
  readonly log?: Log
}
