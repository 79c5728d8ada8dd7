import type { Topic } from '@wabastream/schemas/catalogue'
import type { Admin } from '@wabastream/sdk/kafka'

/** A topic as it is on the cluster. */
export interface TopicDescription {
  readonly name: string
  readonly exists: boolean
  readonly partitions: number
  readonly replicationFactor: number
  /** From the oldest offset to the end, over all partitions; of a compacted topic more than it holds. */
  readonly records: bigint
  /** Settings made on the topic itself, ours and others. */
  readonly configs: Readonly<Record<string, string>>
}

/** Asks the cluster about topics. One that does not exist has no partitions. */
export async function describeTopics(
  admin: Pick<Admin, 'topics' | 'configs' | 'offsets'>,
  topics: readonly Topic[],
  prefix: string,
): Promise<readonly TopicDescription[]> {
  const infos = await admin.topics()
  const names = topics.map(({ name }) => prefix + name)
  const present = names.filter((name) => infos.has(name))
  const configs = await admin.configs(present)
  const [oldest, ends] = await Promise.all([admin.offsets(present, 'beginning'), admin.offsets(present, 'end')])
  return names.map((name) => ({
    name,
    exists: infos.has(name),
    partitions: infos.get(name)?.partitions ?? 0,
    replicationFactor: infos.get(name)?.replicationFactor ?? 0,
    records: sum(ends.get(name)) - sum(oldest.get(name)),
    configs: Object.fromEntries(configs.get(name) ?? []),
  }))
}

function sum(offsets: ReadonlyMap<number, bigint> | undefined): bigint {
  return offsets?.values().reduce((total, offset) => total + offset, 0n) ?? 0n
}
