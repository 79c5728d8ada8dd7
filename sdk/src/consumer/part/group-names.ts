import { groupTopics } from '@wabastream/schemas/catalogue'
import type { RetryTier } from '../fate/index.ts'

/** What a consumer group and its topics are called. */
export interface GroupNames {
  /** Without TOPIC_PREFIX: `crm-sync`, or `crm-sync.second` for a consumer with a name. */
  readonly group: string
  readonly groupId: string
  readonly retryGroupId: string
  /** The retry topics by their names on the cluster. */
  readonly tiers: ReadonlyMap<string, RetryTier>
  readonly deadLetters: string
}

/** @throws RangeError when the names cannot be part of a topic's name. */
export function groupNames(service: string, name: string | undefined, prefix: string): GroupNames {
  const group = name === undefined ? service : `${service}.${name}`
  const topic = (tier: string) => {
    const found = groupTopics(group).find((known) => known.name.endsWith(`.${tier}`))
    if (!found) throw new RangeError(`a group has no topic ${tier}`)
    return prefix + found.name
  }
  const tiers: readonly RetryTier[] = ['retry-10s', 'retry-10m']
  return {
    group,
    groupId: prefix + group,
    retryGroupId: `${prefix}${group}.retry`,
    tiers: new Map(tiers.map((tier) => [topic(tier), tier])),
    deadLetters: topic('dlq'),
  }
}
