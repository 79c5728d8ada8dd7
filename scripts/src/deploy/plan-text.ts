import { table } from '../output/table.ts'
import type { TopicPlan } from './compare-topics.ts'

/** A plan for people; '' when nothing is to do. */
export function planText({ missing, changes, problems }: TopicPlan): string {
  const made = missing.map(({ name, partitions, replicationFactor }) => [name, partitions, replicationFactor])
  const changed = changes.map(({ topic, config, from, to }) => [topic, config, from ?? '(not set)', to])
  return [
    table(['TOPIC TO MAKE', 'PARTITIONS', 'COPIES'], made),
    table(['TOPIC TO CHANGE', 'SETTING', 'IS', 'BECOMES'], changed),
    problems.map((problem) => `PROBLEM  ${problem}\n`).join(''),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** A plan for programs. */
export function planJson({ missing, changes, problems }: TopicPlan): string {
  const made = missing.map(({ configs, ...topic }) => ({ ...topic, configs: Object.fromEntries(configs) }))
  return `${JSON.stringify({ missing: made, changes, problems })}\n`
}
