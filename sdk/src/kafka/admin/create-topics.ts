import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Cluster } from 'kafkajs'
import { offsetsAt } from '../offsets.ts'
import { KafkaError } from '../kafka-error.ts'
import type { TopicConfigs } from './topic-configs.ts'

/** A topic to be. Settings by Kafka's names, such as `retention.ms`. */
export interface NewTopic {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly configs: TopicConfigs
}

const READY_WITHIN_MS = 30_000
const POLL_MS = 50

/** Creates the topics that are missing, waits until their leaders answer, and gives the names it created. */
export async function createTopics(
  admin: Admin,
  cluster: Cluster,
  wanted: readonly NewTopic[],
): Promise<readonly string[]> {
  const known = new Set(await admin.listTopics())
  const missing = wanted.filter((topic) => !known.has(topic.name))
  if (missing.length === 0) return []
  const topics = missing.map(({ name, partitions, replicationFactor, configs }) => ({
    topic: name,
    numPartitions: partitions,
    replicationFactor,
    configEntries: Array.from(configs, ([key, value]) => ({ name: key, value })),
  }))
  // kafkajs's own waiting for leaders throws on KRaft, where a new topic is unknown to a broker for a moment.
  await admin.createTopics({ topics, waitForLeaders: false })
  const names = missing.map((topic) => topic.name)
  await ready(cluster, names)
  return names
}

/** A leader that is named in the metadata may not know of it yet, so each one is asked. */
async function ready(cluster: Cluster, names: readonly string[]): Promise<void> {
  const deadlineMs = performance.now() + READY_WITHIN_MS
  for (;;) {
    try {
      await offsetsAt(cluster, names, 'end')
      return
    } catch (error) {
      const { code, transient } = new KafkaError('new topics are not ready', error)
      if (!(transient || code === 'UNKNOWN_TOPIC_OR_PARTITION') || performance.now() > deadlineMs) throw error
    }
    await sleep(POLL_MS)
    await cluster.refreshMetadata().catch(() => undefined)
  }
}
