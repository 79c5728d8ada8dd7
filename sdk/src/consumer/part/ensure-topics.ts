import { groupTopics, type Topic } from '@wabastream/schemas/catalogue'
import type { Admin, NewTopic } from '../../kafka/index.ts'
import type { GroupNames } from './group-names.ts'

export interface NeededTopics {
  readonly prefix: string
  readonly names: GroupNames
  /** What the group reads. */
  readonly reads: readonly Topic[]
  /** Strict order: no retry topics. */
  readonly retries: boolean
}

/** A topic is missing, and this process may not make it. */
export class MissingTopicError extends Error {
  override readonly name = 'MissingTopicError'
}

/**
 * Checks that the topics of a group are there. Where what it reads has one copy only, this is a local stack: then missing
 * retry and dead-letter topics are created. Anywhere else that is a deploy step.
 * @throws MissingTopicError that says what to do; KafkaError when Kafka does not answer.
 */
export async function ensureTopics(admin: Pick<Admin, 'topics' | 'createTopics'>, needed: NeededTopics): Promise<void> {
  const { prefix, names, reads, retries } = needed
  const present = await admin.topics()
  const unread = reads.map(({ name }) => prefix + name).filter((name) => !present.has(name))
  if (unread.length > 0)
    throw new MissingTopicError(`There is no topic ${unread.join(', ')}: create it with "waba topics apply"`)
  const own = groupTopics(names.group)
    .filter(({ name }) => retries || prefix + name === names.deadLetters)
    .filter(({ name }) => !present.has(prefix + name))
  if (own.length === 0) return
  const isLocal = reads.every(({ name }) => present.get(prefix + name)?.replicationFactor === 1)
  if (!isLocal)
    throw new MissingTopicError(
      `The group ${names.group} has no ${own.map(({ name }) => prefix + name).join(', ')}: ` +
        `create them with "waba topics apply --group ${names.group}"`,
    )
  await admin.createTopics(own.map((topic) => newTopic(topic, prefix)))
}

function newTopic({ name, partitions, cleanup, maxBytes, retentionMs }: Topic, prefix: string): NewTopic {
  return {
    name: prefix + name,
    partitions,
    replicationFactor: 1,
    configs: new Map([
      ['cleanup.policy', cleanup],
      ['max.message.bytes', String(maxBytes)],
      ['message.timestamp.type', 'CreateTime'],
      ['min.insync.replicas', '1'],
      ['retention.ms', String(retentionMs)],
    ]),
  }
}
