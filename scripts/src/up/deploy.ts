import { topics } from '@wabastream/schemas/catalogue'
import {
  kafkaConfig,
  kafkaSettings,
  loadConfig,
  registryConfig,
  registrySettings,
  topicSettings,
  type Environment,
} from '@wabastream/sdk/config'
import { createAdmin } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'
import { z } from 'zod'
import { registerSchemas } from '../deploy/schemas.ts'
import { applyTopics } from '../deploy/topics.ts'
import { refuseForeignRegistry } from './foreign-registry.ts'

const deployForm = z.object({ ...kafkaSettings, ...registrySettings, ...topicSettings })

/** Topics and schemas, by the same code as `waba topics apply` and `waba schemas register`. */
export async function deploy(settings: Environment, out: NodeJS.WriteStream): Promise<void> {
  const config = loadConfig(deployForm, settings)
  const prefix = config.TOPIC_PREFIX
  const registry = createRegistry({ ...registryConfig(config), timeoutMs: 15_000 })
  const kafka = kafkaConfig(config, 'waba-up')
  const admin = createAdmin(kafka)
  try {
    const settled = { prefix, replicationFactor: config.TOPIC_REPLICATION_FACTOR, minInsync: config.TOPIC_MIN_INSYNC }
    const [plan, schemas] = await Promise.all([
      applyTopics(admin, topics, settled),
      registerSchemas(registry, topics, prefix),
    ])
    await refuseForeignRegistry(admin, kafka, { registry, prefix })
    for (const problem of plan.problems) out.write(`  Attention: ${problem}\n`)
    const fresh = schemas.filter(({ isNew }) => isNew).length
    out.write(`  ${topics.length} topics (${plan.missing.length} new), ${schemas.length} schemas (${fresh} new)\n`)
  } finally {
    await Promise.all([admin.close(), registry.close()])
  }
}
