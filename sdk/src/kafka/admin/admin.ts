import type { Admin as KafkaAdmin } from 'kafkajs'
import { createClient } from '../client.ts'
import { openCluster, type OpenCluster } from '../cluster.ts'
import type { KafkaConfig } from '../config.ts'
import { asking } from '../kafka-error.ts'
import { type Offsets, offsetsAt, type Place } from '../offsets.ts'
import { createSockets } from '../sockets.ts'
import { createTopics, type NewTopic } from './create-topics.ts'
import { committedOffsets, lagOf } from './group-offsets.ts'
import { mergeConfigs, readConfigs, type TopicConfigs } from './topic-configs.ts'

/** What is there of a topic. */
export interface TopicInfo {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
}

/** Questions to a cluster and changes of its topics. It connects on first use. Errors are KafkaErrors. */
export interface Admin {
  /** Every topic that this user may see, by name; Kafka's own (`__…`) left out. */
  topics(): Promise<ReadonlyMap<string, TopicInfo>>
  /** Creates what is missing and resolves once each new partition has a leader; gives the names it created. */
  createTopics(topics: readonly NewTopic[]): Promise<readonly string[]>
  /** For tests and for tidying up: the topics' records are gone. */
  deleteTopics(names: readonly string[]): Promise<void>
  /** The settings that were made on each topic itself, without the brokers' defaults. */
  configs(names: readonly string[]): Promise<ReadonlyMap<string, TopicConfigs>>
  /** Sets these and leaves the topic's other settings as they are; resolves once they are visible. */
  mergeConfigs(name: string, changes: TopicConfigs): Promise<void>
  /** Where a place is in every partition of the topics; see `Place`. */
  offsets(names: readonly string[], place: Place): Promise<ReadonlyMap<string, Offsets>>
  /** Ids of all consumer groups. */
  groups(): Promise<readonly string[]>
  /** The offsets that a group has committed, of these topics: the next record of each partition that it wants. */
  committed(groupId: string, names: readonly string[]): Promise<ReadonlyMap<string, Offsets>>
  /** Records that a group has not handled yet, by topic and partition. Where it never committed, all that are there. */
  lag(groupId: string, names: readonly string[]): Promise<ReadonlyMap<string, Offsets>>
  /** Deletes a group that has no members; no error when it does not exist. */
  deleteGroup(id: string): Promise<void>
  close(): Promise<void>
}

const PATIENCE = { connectTimeoutMs: 5000, requestTimeoutMs: 15_000, retries: 5 }

interface Session extends OpenCluster {
  readonly admin: KafkaAdmin
}

export function createAdmin(config: KafkaConfig): Admin {
  let session: Promise<Session> | null = null

  function connected(): Promise<Session> {
    session ??= open(config).catch((error: unknown) => {
      session = null
      throw error
    })
    return session
  }

  function ask<T>(what: string, question: (session: Session) => Promise<T>): Promise<T> {
    return asking(what, async () => question(await connected()))
  }

  return {
    topics: () => ask('cannot list the topics', ({ admin }) => listTopics(admin)),
    createTopics: (topics) => ask('cannot create topics', ({ admin, cluster }) => createTopics(admin, cluster, topics)),
    deleteTopics: (names) => ask('cannot delete topics', ({ admin }) => admin.deleteTopics({ topics: [...names] })),
    configs: (names) => ask('cannot read topic settings', ({ admin }) => readConfigs(admin, names)),
    mergeConfigs: (name, changes) =>
      ask('cannot change topic settings', ({ admin }) => mergeConfigs(admin, name, changes)),
    offsets: (names, place) => ask('cannot read offsets', ({ cluster }) => offsetsAt(cluster, names, place)),
    groups: () =>
      ask('cannot list consumer groups', async ({ admin }) =>
        (await admin.listGroups()).groups.map((group) => group.groupId),
      ),
    committed: (groupId, names) =>
      ask('cannot read committed offsets', ({ admin }) => committedOffsets(admin, groupId, names)),
    lag: (groupId, names) =>
      ask('cannot read the lag', ({ admin, cluster }) => lagOf({ admin, cluster }, groupId, names)),
    deleteGroup: (id) => ask('cannot delete a consumer group', ({ admin }) => deleteGroup(admin, id)),
    async close() {
      const opened = await session?.catch(() => null)
      session = null
      await opened?.close()
    },
  }
}

async function open(config: KafkaConfig): Promise<Session> {
  const sockets = createSockets()
  const admin = createClient(config, PATIENCE, sockets).admin()
  const [opened] = await Promise.all([openCluster(config), admin.connect()])
  return {
    ...opened,
    admin,
    async close() {
      await Promise.all([opened.close(), admin.disconnect()])
      sockets.destroy()
    },
  }
}

async function listTopics(admin: KafkaAdmin): Promise<ReadonlyMap<string, TopicInfo>> {
  const names = (await admin.listTopics()).filter((name) => !name.startsWith('__'))
  // Asked without names, kafkajs would answer for those that it knows already.
  const { topics } = names.length > 0 ? await admin.fetchTopicMetadata({ topics: names }) : { topics: [] }
  return new Map(
    topics.map(({ name, partitions }) => [
      name,
      { name, partitions: partitions.length, replicationFactor: partitions[0]?.replicas.length ?? 0 },
    ]),
  )
}

async function deleteGroup(admin: KafkaAdmin, id: string): Promise<void> {
  const { groups } = await admin.listGroups()
  if (groups.some((group) => group.groupId === id)) await admin.deleteGroups([id])
}
