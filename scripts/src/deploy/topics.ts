import type { Topic } from '@wabastream/schemas/catalogue'
import type { Admin } from '@wabastream/sdk/kafka'
import { compareTopics, type TopicPlan, type WantedTopic } from './compare-topics.ts'

/** How topics are named and kept on one cluster. */
export interface TopicSettings {
  /** TOPIC_PREFIX. */
  readonly prefix: string
  readonly replicationFactor: number
  readonly minInsync: number
}

/** A topic of the catalogue as it must be on the cluster. Settings are written out, so that no broker default decides. */
export function wantedTopic(topic: Topic, settings: TopicSettings): WantedTopic {
  return {
    name: settings.prefix + topic.name,
    partitions: topic.partitions,
    replicationFactor: settings.replicationFactor,
    configs: new Map([
      ['cleanup.policy', topic.cleanup],
      ['max.message.bytes', String(topic.maxBytes)],
      ['message.timestamp.type', 'CreateTime'],
      ['min.insync.replicas', String(settings.minInsync)],
      ['retention.ms', String(topic.retentionMs)],
    ]),
  }
}

/** What `applyTopics` would do, and what it cannot do. Changes nothing. */
export async function planTopics(
  admin: Pick<Admin, 'topics' | 'configs'>,
  topics: readonly Topic[],
  settings: TopicSettings,
): Promise<TopicPlan> {
  const wanted = topics.map((topic) => wantedTopic(topic, settings))
  const infos = await admin.topics()
  const present = wanted.filter(({ name }) => infos.has(name)).map(({ name }) => name)
  return compareTopics(wanted, { infos, configs: await admin.configs(present) })
}

/**
 * Creates missing topics and sets settings that differ; settings that are not ours stay. Called again it does nothing.
 * What it cannot change is in the result's `problems`: the caller decides whether that is an error.
 */
export async function applyTopics(
  admin: Pick<Admin, 'topics' | 'configs' | 'createTopics' | 'mergeConfigs'>,
  topics: readonly Topic[],
  settings: TopicSettings,
): Promise<TopicPlan> {
  const plan = await planTopics(admin, topics, settings)
  await carryOut(admin, plan)
  return plan
}

/** Does what a plan says. */
export async function carryOut(admin: Pick<Admin, 'createTopics' | 'mergeConfigs'>, plan: TopicPlan): Promise<void> {
  if (plan.missing.length > 0) await admin.createTopics(plan.missing)
  const byTopic = Map.groupBy(plan.changes, ({ topic }) => topic)
  for (const [topic, changes] of byTopic)
    await admin.mergeConfigs(topic, new Map(changes.map(({ config, to }) => [config, to])))
}
