import { topics } from './fields.ts'
import { findGroupTopic } from './group-topics.ts'
import type { Topic } from './topic.ts'

/** Finds a topic by its full name (`waba.messages.v1`), its short one (`account-update`) or Meta's (`account_update`). */
export function findTopic(name: string): Topic | undefined {
  const short = name.replaceAll('_', '-')
  return topics.find((topic) => topic.name === name || topic.name === `waba.${short}.v1`) ?? findGroupTopic(name)
}
