import { topics } from '@wabastream/schemas/catalogue'
import { createAdmin } from '@wabastream/sdk/kafka'
import { createRegistry } from '@wabastream/sdk/registry'

/** Where the topics and schemas of a test file live. */
export interface Place {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
}

/** Creates every topic of the catalogue and registers every schema, under the prefix. */
export async function prepareTopics(place: Place): Promise<void> {
  await Promise.all([createAll(place), registerSchemas(place)])
}

async function registerSchemas({ registryUrl, topicPrefix }: Omit<Place, 'brokers'>): Promise<void> {
  const registry = createRegistry({ url: registryUrl, timeoutMs: 20_000 })
  const [first, ...others] = topics.map(
    ({ name, schema }) =>
      () =>
        registry.register(`${topicPrefix}${name}-value`, schema),
  )
  // The first call makes the registry load what it needs; the others then go side by side.
  await first?.()
  const next = others.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const register of next) await register()
    }),
  )
  await registry.close()
}

async function createAll({ brokers, topicPrefix }: Place): Promise<void> {
  const admin = createAdmin({ brokers: brokers.split(','), clientId: 'ingress-tests' })
  await admin.createTopics(
    topics.map(({ name, partitions, maxBytes }) => ({
      name: topicPrefix + name,
      partitions,
      replicationFactor: 1,
      configs: new Map([['max.message.bytes', String(maxBytes)]]),
    })),
  )
  await admin.close()
}
