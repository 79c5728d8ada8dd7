import { isLoopback } from './loopback.ts'

/** Settings that could be read, by name; one that was not given is there as undefined. */
export type Settings = ReadonlyMap<string, unknown>

/** What is wrong between settings that are each right on their own: problems as 'NAME: what to do', never with a value. */
type CrossCheck = (settings: Settings) => readonly string[]

/**
 * A setting that would have no effect is a mistake, above all where the connection would then be without encryption or
 * without a user. Each check looks only at settings that the service has.
 */
const checks: readonly CrossCheck[] = [
  tlsIsOn,
  certificateHasKey,
  saslIsWhole,
  registryHasUser,
  insyncCanBeMet,
  apiIsGuarded,
]

/** All problems between settings. */
export function crossProblems(settings: Settings): readonly string[] {
  return checks.flatMap((check) => check(settings))
}

function tlsIsOn(settings: Settings): readonly string[] {
  if (settings.get('KAFKA_SSL') !== false) return []
  return ['KAFKA_SSL_CA', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY']
    .filter((name) => isGiven(settings, name))
    .map((name) => `${name}: is given, but the connection has no TLS; set KAFKA_SSL=true, or remove it`)
}

function certificateHasKey(settings: Settings): readonly string[] {
  return [
    ...together(settings, 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY'),
    ...together(settings, 'KAFKA_SSL_KEY', 'KAFKA_SSL_CERT'),
  ]
}

function saslIsWhole(settings: Settings): readonly string[] {
  const parts = ['KAFKA_USERNAME', 'KAFKA_PASSWORD']
  if (isGiven(settings, 'KAFKA_SASL_MECHANISM'))
    return parts
      .filter((name) => isMissing(settings, name))
      .map((name) => `${name}: is required when KAFKA_SASL_MECHANISM is given`)
  return parts.flatMap((name) => together(settings, name, 'KAFKA_SASL_MECHANISM'))
}

function registryHasUser(settings: Settings): readonly string[] {
  return together(settings, 'SCHEMA_REGISTRY_PASSWORD', 'SCHEMA_REGISTRY_USERNAME')
}

function insyncCanBeMet(settings: Settings): readonly string[] {
  const [insync, copies] = [settings.get('TOPIC_MIN_INSYNC'), settings.get('TOPIC_REPLICATION_FACTOR')]
  if (typeof insync !== 'number' || typeof copies !== 'number' || insync <= copies) return []
  return ['TOPIC_MIN_INSYNC: must not be more than TOPIC_REPLICATION_FACTOR, or Kafka keeps no record; lower it']
}

/** Whoever reaches the API reads what people wrote. */
function apiIsGuarded(settings: Settings): readonly string[] {
  const host = settings.get('API_HOST')
  if (typeof host !== 'string' || isLoopback(host) || !isMissing(settings, 'API_TOKEN')) return []
  return ['API_TOKEN: is required when others can reach API_HOST; set a long random token, or API_HOST=127.0.0.1']
}

function together(settings: Settings, name: string, needed: string): readonly string[] {
  if (!isGiven(settings, name) || !isMissing(settings, needed)) return []
  return [`${name}: is given, but ${needed} is not; set both or none`]
}

function isGiven(settings: Settings, name: string): boolean {
  return settings.get(name) !== undefined
}

/** Known to be absent: one that could not be read has its own line in the list. */
function isMissing(settings: Settings, name: string): boolean {
  return settings.has(name) && !isGiven(settings, name)
}
