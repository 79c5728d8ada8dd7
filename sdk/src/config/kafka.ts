import { z } from 'zod'
import { flag, list, secretSetting, setting } from './setting.ts'

const hostAndPort = z
  .string()
  .refine(
    (text) => /^[^\s:]+:[1-9]\d{0,4}$/.test(text) && Number(text.slice(text.indexOf(':') + 1)) <= 65_535,
    'must be a list of host:port, separated by commas',
  )
const brokers = list().pipe(z.array(hostAndPort).min(1, 'must name at least one broker as host:port'))

/** Settings of everything that talks to Kafka. */
export const kafkaSettings = {
  KAFKA_BROKERS: setting(brokers, 'Kafka brokers, host:port separated by commas'),
  KAFKA_SSL: setting(flag().default(false), 'true: connect with TLS'),
  KAFKA_SSL_CA: setting(z.string().optional(), 'PEM text of the certificate authority, if it is not a public one'),
  KAFKA_SSL_CERT: setting(z.string().optional(), 'PEM text of the client certificate (mutual TLS)'),
  KAFKA_SSL_KEY: secretSetting(z.string().optional(), 'PEM text of the key of the client certificate'),
  KAFKA_SASL_MECHANISM: setting(
    z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
    'plain, scram-sha-256 or scram-sha-512',
  ),
  KAFKA_USERNAME: setting(z.string().optional(), 'User name for SASL'),
  KAFKA_PASSWORD: secretSetting(z.string().optional(), 'Password for SASL'),
}

/** Addresses are printed and logged, so there is no place for a password in them. */
const registryUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine(
    (text) => !URL.canParse(text) || new URL(text).password === '',
    'holds a password: use SCHEMA_REGISTRY_PASSWORD',
  )

/** Settings of the schema registry (Confluent's REST interface). */
export const registrySettings = {
  SCHEMA_REGISTRY_URL: setting(registryUrl, 'Base address of the schema registry'),
  SCHEMA_REGISTRY_USERNAME: setting(z.string().optional(), 'User name for the registry'),
  SCHEMA_REGISTRY_PASSWORD: secretSetting(z.string().optional(), 'Password for the registry'),
  SCHEMA_REGISTRY_CA: setting(z.string().optional(), 'PEM text of the certificate authority of the registry'),
}

/** Settings of the names and the durability of topics. */
export const topicSettings = {
  TOPIC_PREFIX: setting(
    z
      .string()
      .regex(/^[a-zA-Z0-9._-]{0,100}$/, 'may hold letters, digits, dot, underscore and hyphen')
      .default(''),
    'Goes before every topic, consumer group and subject',
  ),
  TOPIC_REPLICATION_FACTOR: setting(z.coerce.number().int().min(1).default(3), 'Copies of each partition'),
  TOPIC_MIN_INSYNC: setting(
    z.coerce.number().int().min(1).default(2),
    'Copies that must have a record before it counts as kept',
  ),
}

const kafkaObject = z.object(kafkaSettings)

/** How to reach Kafka, from the settings. */
export function kafkaConfig(config: z.output<typeof kafkaObject>, clientId: string) {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = config
  return {
    brokers: config.KAFKA_BROKERS,
    clientId,
    ...(config.KAFKA_SSL ? { ssl: sslConfig(config) } : {}),
    ...(mechanism ? { sasl: { mechanism, username: username ?? '', password: password ?? '' } } : {}),
  }
}

function sslConfig(config: z.output<typeof kafkaObject>) {
  return {
    ...(config.KAFKA_SSL_CA ? { ca: config.KAFKA_SSL_CA } : {}),
    ...(config.KAFKA_SSL_CERT ? { cert: config.KAFKA_SSL_CERT } : {}),
    ...(config.KAFKA_SSL_KEY ? { key: config.KAFKA_SSL_KEY } : {}),
  }
}

const registryObject = z.object(registrySettings)

/** How to reach the schema registry, from the settings. */
export function registryConfig(config: z.output<typeof registryObject>) {
  return {
    url: config.SCHEMA_REGISTRY_URL,
    username: config.SCHEMA_REGISTRY_USERNAME,
    password: config.SCHEMA_REGISTRY_PASSWORD,
    ca: config.SCHEMA_REGISTRY_CA,
  }
}
