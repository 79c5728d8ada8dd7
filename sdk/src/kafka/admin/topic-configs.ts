import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs, { type Admin, type ConfigSource, type DescribeConfigResponse } from 'kafkajs'

/** Settings of a topic by Kafka's names, such as `retention.ms`; values as text. */
export type TopicConfigs = ReadonlyMap<string, string>

/** Made on the topic itself. */
const ON_THE_TOPIC: ConfigSource = kafkajs.ConfigSource.TOPIC_CONFIG

/** The settings that were made on each topic itself. A topic without any has an empty map. */
export async function readConfigs(admin: Admin, names: readonly string[]): Promise<ReadonlyMap<string, TopicConfigs>> {
  if (names.length === 0) return new Map()
  const resources = names.map((name) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name }))
  const answer = await admin.describeConfigs({ resources, includeSynonyms: false })
  return new Map(answer.resources.map((resource) => [resource.resourceName, ownConfigs(resource)]))
}

function ownConfigs(resource: DescribeConfigResponse['resources'][number]): TopicConfigs {
  const own = resource.configEntries.filter((entry) => entry.configSource === ON_THE_TOPIC)
  return new Map(own.map((entry) => [entry.configName, entry.configValue]))
}

const VISIBLE_WITHIN_MS = 10_000
const POLL_MS = 25

/**
 * Sets these and keeps the topic's others. kafkajs only has the call that replaces all settings at once, so the full set
 * is read first; two such changes of one topic at the same time could undo each other. Resolves once the change is
 * visible: a next merge that read too early would undo this one.
 */
export async function mergeConfigs(admin: Admin, name: string, changes: TopicConfigs): Promise<void> {
  const merged = new Map([...(await configsOf(admin, name)), ...changes])
  const configEntries = Array.from(merged, ([key, value]) => ({ name: key, value }))
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: kafkajs.ConfigResourceTypes.TOPIC, name, configEntries }],
  })
  const deadlineMs = performance.now() + VISIBLE_WITHIN_MS
  for (;;) {
    const now = await configsOf(admin, name)
    if ([...changes].every(([key, value]) => now.get(key) === value)) return
    if (performance.now() > deadlineMs) throw new Error(`the new settings of topic ${name} did not become visible`)
    await sleep(POLL_MS)
  }
}

async function configsOf(admin: Admin, name: string): Promise<TopicConfigs> {
  return (await readConfigs(admin, [name])).get(name) ?? new Map<string, string>()
}
