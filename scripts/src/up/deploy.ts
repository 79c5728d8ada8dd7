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
import { createRegistry, type Registry } from '@wabastream/sdk/registry'
import { z } from 'zod'
import { incompatibilities } from '@wabastream/schemas/compat'
import { mapAtMost } from '../deploy/map-at-most.ts'
import { registerSchemas, subjectOf, type RegisteredSchema } from '../deploy/schemas.ts'
import { applyTopics } from '../deploy/topics.ts'

const deployForm = z.object({ ...kafkaSettings, ...registrySettings, ...topicSettings })

/** Topics and schemas, by the same code as `waba topics apply` and `waba schemas register`. */
export async function deploy(settings: Environment, out: NodeJS.WriteStream): Promise<void> {
  const config = loadConfig(deployForm, settings)
  const prefix = config.TOPIC_PREFIX
  const registry = createRegistry({ ...registryConfig(config), timeoutMs: 15_000 })
  const admin = createAdmin(kafkaConfig(config, 'waba-up'))
  try {
    const settled = { prefix, replicationFactor: config.TOPIC_REPLICATION_FACTOR, minInsync: config.TOPIC_MIN_INSYNC }
    const [plan, schemas] = await Promise.all([
      applyTopics(admin, topics, settled),
      registerSchemas(registry, topics, prefix),
    ])
    await refuseForeignIds(registry, schemas, prefix)
    for (const problem of plan.problems) out.write(`  Attention: ${problem}\n`)
    const fresh = schemas.filter(({ isNew }) => isNew).length
    out.write(`  ${topics.length} topics (${plan.missing.length} new), ${schemas.length} schemas (${fresh} new)\n`)
  } finally {
    await Promise.all([admin.close(), registry.close()])
  }
}

/**
 * An id must still mean what the records were written with. Where it does not, the registry's data is not the one that
 * belongs to these topics, and every record would be read wrongly.
 */
async function refuseForeignIds(
  registry: Registry,
  schemas: readonly RegisteredSchema[],
  prefix: string,
): Promise<void> {
  const bundled = new Map(topics.map((topic) => [subjectOf(topic, prefix), topic.schema]))
  await mapAtMost(8, schemas, async ({ subject, id }) => {
    const [found, own] = [await registry.textOf(id), bundled.get(subject)]
    if (own !== undefined && incompatibilities(found, own).length > 0)
      throw new Error(
        `The schema registry answers id ${id} with another schema than that of ${subject}: its data and Kafka's do not ` +
          'belong together. Delete both and start anew: npx pnpm@12 waba up --reset',
      )
  })
}
