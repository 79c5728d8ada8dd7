import { days, MIB } from './field-topic.ts'
import type { Topic } from './topic.ts'

const TIERS = ['retry-10s', 'retry-10m', 'dlq'] as const
const GROUP = /^[a-zA-Z0-9._-]{1,200}$/
const GROUP_TOPIC = new RegExp(`^waba\\.group\\.(?<group>.+)\\.(?:${TIERS.join('|')})$`)

/**
 * The retry and dead-letter topics of a consumer group, whatever it reads: the records keep their bytes, and where they
 * came from is in their headers.
 * @throws RangeError when the group cannot be part of a topic's name.
 */
export function groupTopics(group: string): readonly Topic[] {
  if (!GROUP.test(group)) {
    throw new RangeError('A consumer group has 1 to 200 letters, digits, dots, underscores or hyphens')
  }
  return TIERS.map((tier) => ({
    name: `waba.group.${group}.${tier}`,
    schema: '',
    partitions: 4,
    retentionMs: days(30),
    cleanup: 'delete',
    maxBytes: 8 * MIB,
    lane: 'management',
  }))
}

/** The group topic of this name, if it is one. */
export function findGroupTopic(name: string): Topic | undefined {
  const group = GROUP_TOPIC.exec(name)?.groups?.['group']
  if (group === undefined || !GROUP.test(group)) return undefined
  return groupTopics(group).find((topic) => topic.name === name)
}
