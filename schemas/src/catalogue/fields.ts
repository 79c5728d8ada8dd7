import * as accounts from './accounts.ts'
import * as groups from './groups.ts'
import * as messaging from './messaging.ts'
import * as numbers from './numbers.ts'
import * as records from './records.ts'
import * as templates from './templates.ts'
import type { FieldTopic, Topic } from './topic.ts'

const all: readonly FieldTopic[] = [messaging, templates, numbers, accounts, groups].flatMap((file) =>
  Object.values<FieldTopic>(file),
)

/** The catalogue by Meta's names. A Map, because a webhook field may be called `constructor`. */
export const fields: ReadonlyMap<string, FieldTopic> = new Map(all.map((topic) => [topic.field, topic]))

/** Every topic that exists once: of the fields, and of what is made from them. */
export const topics: readonly Topic[] = [...all, ...Object.values<Topic>(records)]
