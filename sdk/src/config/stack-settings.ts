import { readEnvironment, type Environment } from './environment.ts'
import { findStack, type Stack } from './stack-file.ts'

/**
 * The environment of a service: as given when it names a pipeline, else completed by the local stack that runs for the
 * working directory. The two are never mixed: brokers of one and a registry of the other would give wrong events.
 */
export function serviceEnvironment(directory = process.cwd()): Environment {
  const given = readEnvironment(directory)
  const stack = namesPipeline(given) ? null : findStack(given, directory)
  return stack ? { OPS_PORT: '0', API_PORT: '0', ...given, ...stackSettings(stack, given) } : given
}

/** Whether the environment says where Kafka and the registry are. */
export function namesPipeline(environment: Environment): boolean {
  return isGiven(environment, 'KAFKA_BROKERS') || isGiven(environment, 'SCHEMA_REGISTRY_URL')
}

/** A local stack as settings. Its own single broker can hold one copy only. */
export function stackSettings(stack: Stack, environment: Environment): Environment {
  const unlessGiven = (name: string, value: string) => (isGiven(environment, name) ? {} : { [name]: value })
  return {
    KAFKA_BROKERS: stack.brokers,
    SCHEMA_REGISTRY_URL: stack.registryUrl,
    ...(stack.databaseUrl ? unlessGiven('DATABASE_URL', stack.databaseUrl) : {}),
    ...unlessGiven('TOPIC_PREFIX', stack.topicPrefix),
    ...(stack.broker === 'external'
      ? {}
      : { ...unlessGiven('TOPIC_REPLICATION_FACTOR', '1'), ...unlessGiven('TOPIC_MIN_INSYNC', '1') }),
  }
}

function isGiven(environment: Environment, name: string): boolean {
  return Boolean(environment[name]) || Boolean(environment[`${name}_FILE`])
}
