import { alerts, quarantine, unknownField } from '@wabastream/schemas'
import { fields, findTopic, topics as allTopics, type Topic } from '@wabastream/schemas/catalogue'
import { fieldName } from '../filter/filters.ts'
import { nearest } from '../filter/nearest.ts'
import { UsageError } from '../program/usage-error.ts'

export interface TopicChoice {
  /** Topics as typed, short or long. */
  readonly names: readonly string[]
  readonly all?: boolean
  /** Deliveries are joined: their records may lie on any field's topic, or could not become events. */
  readonly join?: boolean
  readonly field?: readonly string[]
}

/**
 * The topics that a command reads, as they are called on the cluster. Those of consumer groups are in no catalogue: see
 * `groupTopicsIn`.
 * @throws UsageError for a name or a field that nothing is called.
 */
export function chooseTopics(choice: TopicChoice, prefix: string): readonly string[] {
  const { names, all, join, field } = choice
  if (names.length > 0) return [...new Set(names.map((name) => prefix + topicOf(name, prefix).name))]
  const full = (chosen: readonly Topic[]) => chosen.map(({ name }) => prefix + name)
  if (all) return full(allTopics)
  if (join) return full([...fields.values(), unknownField, quarantine])
  if (field?.length) return full([...new Set(field.map(topicOfField))])
  return full([...fields.values(), alerts])
}

function topicOf(typed: string, prefix: string): Topic {
  const name = prefix !== '' && typed.startsWith(prefix) ? typed.slice(prefix.length) : typed
  const topic = findTopic(name)
  if (topic) return topic
  const short = allTopics.map((known) => known.name.replace(/^waba\.(.*)\.v1$/, '$1'))
  const near = nearest(name.replaceAll('_', '-'), short)
  throw new UsageError(
    `There is no topic ${typed}${near ? `; did you mean ${near}?` : '.'} \`waba topics describe\` lists them.`,
  )
}

function topicOfField(typed: string): Topic {
  const topic = fields.get(fieldName(typed))
  if (topic) return topic
  const near = nearest(fieldName(typed), fields.keys())
  throw new UsageError(
    `${typed} is no field of the catalogue${near ? `; did you mean ${near}?` : '.'} ` +
      'Events of fields that it does not know are on the topic unknown-field.',
  )
}

/** The retry and dead-letter topics among those that exist. */
export function groupTopicsIn(existing: Iterable<string>, prefix: string): readonly string[] {
  return [...existing].filter((name) => name.startsWith(`${prefix}waba.group.`)).toSorted()
}
