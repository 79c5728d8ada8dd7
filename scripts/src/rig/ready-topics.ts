import { topics, type Topic } from '@wabastream/schemas/catalogue'
import { createAdmin } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'
import { registerSchemas } from '../deploy/schemas.ts'
import { applyTopics } from '../deploy/topics.ts'

export interface RigAddresses {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** Creates topics and registers all schemas, by the same code as `waba topics apply` and `waba schemas register`. */
export async function readyTopics(
  { brokers, registryUrl, topicPrefix }: RigAddresses,
  { only = topics, copies = 1, minInsync = 1 }: { only?: readonly Topic[]; copies?: number; minInsync?: number } = {},
): Promise<void> {
  const admin = createAdmin({ brokers: brokers.split(','), clientId: 'waba-rig' })
  const registry = createRegistry({ url: registryUrl, timeoutMs: 15_000 })
  try {
    await Promise.all([
      applyTopics(admin, only, { prefix: topicPrefix, replicationFactor: copies, minInsync }),
      registerSchemas(registry, topics, topicPrefix),
    ])
  } finally {
    await Promise.all([admin.close(), registry.close()])
  }
}
