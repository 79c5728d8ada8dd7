/** A topic as it must be. `configs` by Kafka's names. */
export interface WantedTopic {
  readonly name: string
  readonly partitions: number
  readonly replicationFactor: number
  readonly configs: ReadonlyMap<string, string>
}

/** Topics as they are. `configs` holds what was set on each topic itself. */
export interface ObservedTopics {
  readonly infos: ReadonlyMap<string, { readonly partitions: number; readonly replicationFactor: number }>
  readonly configs: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** One setting of a topic that differs; `from` is null when it is not set on the topic. */
export interface ConfigChange {
  readonly topic: string
  readonly config: string
  readonly from: string | null
  readonly to: string
}

/** The way from the cluster as it is to the cluster as it must be. */
export interface TopicPlan {
  readonly missing: readonly WantedTopic[]
  readonly changes: readonly ConfigChange[]
  /** Differences that must not be changed on a topic with data; a sentence each. */
  readonly problems: readonly string[]
}

/** Compares topics. Settings that the wanted topic does not name are not ours and do not count. */
export function compareTopics(wanted: readonly WantedTopic[], observed: ObservedTopics): TopicPlan {
  const present = wanted.filter(({ name }) => observed.infos.has(name))
  return {
    missing: wanted.filter(({ name }) => !observed.infos.has(name)),
    changes: present.flatMap((topic) => changesOf(topic, observed)),
    problems: present.flatMap((topic) => problemsOf(topic, observed)),
  }
}

/** Whether nothing is to do. */
export function isInSync({ missing, changes, problems }: TopicPlan): boolean {
  return missing.length + changes.length + problems.length === 0
}

function changesOf({ name, configs }: WantedTopic, observed: ObservedTopics): readonly ConfigChange[] {
  const found = observed.configs.get(name)
  return [...configs]
    .map(([config, to]) => ({ topic: name, config, from: found?.get(config) ?? null, to }))
    .filter(({ from, to }) => from !== to)
}

function problemsOf(topic: WantedTopic, observed: ObservedTopics): readonly string[] {
  const found = observed.infos.get(topic.name)
  const problems: string[] = []
  if (found && found.partitions !== topic.partitions)
    problems.push(
      `${topic.name} has ${found.partitions} partitions, not ${topic.partitions}: never changed on a topic with keys, ` +
        'because each key would move; copy it to a new topic, or delete it if it is empty',
    )
  if (found && found.replicationFactor !== topic.replicationFactor)
    problems.push(
      `${topic.name} has ${found.replicationFactor} copies of each partition, not ${topic.replicationFactor}: ` +
        "change it with Kafka's own reassignment tool, or set TOPIC_REPLICATION_FACTOR",
    )
  return problems
}
