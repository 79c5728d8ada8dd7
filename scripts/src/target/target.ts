import {
  findStack,
  kafkaConfig,
  kafkaSettings,
  loadConfig,
  namesPipeline,
  registryConfig,
  registrySettings,
  stackSettings,
  topicSettings,
  type Environment,
  type Stack,
} from '@wabastream/sdk/config'
import type { KafkaConfig } from '@wabastream/sdk/kafka'
import type { RegistryConfig } from '@wabastream/sdk/registry'
import { z } from 'zod'
import { UsageError } from '../program/usage-error.ts'

const kafkaForm = z.object({ ...kafkaSettings, ...topicSettings })
const registryForm = z.object(registrySettings)

/** The pipeline that a command works on. */
export interface Target {
  readonly kafka: KafkaConfig
  /** TOPIC_PREFIX. */
  readonly prefix: string
  readonly replicationFactor: number
  readonly minInsync: number
  /** The local stack; null when the environment names the pipeline. */
  readonly stack: Stack | null
  /**
   * How to reach the registry: asked for only by commands that need it.
   * @throws ConfigError when its settings are missing or wrong.
   */
  registry(): RegistryConfig
}

/**
 * The pipeline that the environment names, else the running local stack. The two are never mixed: a command that gets
 * its brokers from one never gets its registry from the other.
 * @throws ConfigError for wrong settings; UsageError when there is neither.
 */
export function findTarget(environment: Environment, directory = process.cwd()): Target {
  const named = namesPipeline(environment)
  const stack = named ? null : findStack(environment, directory)
  if (!named && !stack)
    throw new UsageError(
      'No pipeline found: start a local one with `npx --yes pnpm@12 start`, or set KAFKA_BROKERS and SCHEMA_REGISTRY_URL',
    )
  const settings = stack ? { ...environment, ...stackSettings(stack, environment) } : environment
  const config = loadConfig(kafkaForm, settings)
  return {
    kafka: kafkaConfig(config, 'waba'),
    prefix: config.TOPIC_PREFIX,
    replicationFactor: config.TOPIC_REPLICATION_FACTOR,
    minInsync: config.TOPIC_MIN_INSYNC,
    stack,
    registry: () => registryOf(settings),
  }
}

function registryOf(settings: Environment): RegistryConfig {
  // A person waits, and a registry that has just started answers its first calls slowly.
  return { ...registryConfig(loadConfig(registryForm, settings)), timeoutMs: 10_000 }
}
