import { groupTopics } from '@wabastream/schemas/catalogue'
import { createAdmin } from '@wabastream/sdk/kafka'

export interface GroupAddress {
  readonly brokers: string
  readonly topicPrefix: string
  /** Without TOPIC_PREFIX. */
  readonly group: string
}

/** How many dead letters a consumer group has on its topic. */
export async function deadLetters({ brokers, topicPrefix, group }: GroupAddress): Promise<number> {
  const topic = groupTopics(group).find(({ name }) => name.endsWith('.dlq'))
  const name = topicPrefix + (topic?.name ?? '')
  const admin = createAdmin({ brokers: brokers.split(','), clientId: 'waba-faults' })
  try {
    const [starts, ends] = [await admin.offsets([name], 'beginning'), await admin.offsets([name], 'end')]
    const count = (offsets: typeof starts) => [...(offsets.get(name)?.values() ?? [])].reduce((sum, at) => sum + at, 0n)
    return Number(count(ends) - count(starts))
  } finally {
    await admin.close()
  }
}
