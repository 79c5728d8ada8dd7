import type { Topic } from '@wabastream/schemas/catalogue'
import { incompatibilities } from '@wabastream/schemas/compat'
import type { Registry } from '@wabastream/sdk/registry'
import { mapAtMost } from './map-at-most.ts'
import { sameSchema } from './same-schema.ts'

/** How many subjects are worked on at once: a small registry must not be flooded. */
const subjectsAtOnce = 8

/** How the bundled schema of one topic stands to what the registry has. */
export interface SchemaCheck {
  readonly subject: string
  readonly state: 'registered' | 'missing' | 'incompatible'
  /** Versions that the registry has under the subject. */
  readonly versions: number
  /** Why it is incompatible, a line each with the version; empty otherwise. */
  readonly problems: readonly string[]
}

/** A schema that was registered, or was there already. */
export interface RegisteredSchema {
  readonly subject: string
  readonly id: number
  readonly isNew: boolean
}

/** Schemas that would break a reader or writer of records that exist. Nothing was registered. */
export class IncompatibleSchemasError extends Error {
  override readonly name = 'IncompatibleSchemasError'

  constructor(incompatible: readonly SchemaCheck[]) {
    const lines = incompatible.flatMap(({ subject, problems }) => [
      `  ${subject}`,
      ...problems.map((problem) => `    ${problem}`),
    ])
    super(`Not registered, because records that exist could not be read any more:\n${lines.join('\n')}`)
  }
}

/** The registry's name for the schemas of a topic. */
export function subjectOf(topic: Topic, prefix: string): string {
  return `${prefix}${topic.name}-value`
}

/** Compares the bundled schema of each topic with every version that the registry has. Changes nothing. */
export function checkSchemas(
  registry: Pick<Registry, 'versions'>,
  topics: readonly Topic[],
  prefix: string,
): Promise<readonly SchemaCheck[]> {
  return mapAtMost(subjectsAtOnce, typed(topics), (topic) => checkSchema(registry, topic, prefix))
}

/**
 * Makes the registry demand FULL_TRANSITIVE and registers the bundled schema of each topic. Called again it changes
 * nothing.
 * @throws IncompatibleSchemasError before anything is registered; RegistryError.
 */
export async function registerSchemas(
  registry: Pick<Registry, 'versions' | 'register' | 'enforceCompatibility'>,
  topics: readonly Topic[],
  prefix: string,
): Promise<readonly RegisteredSchema[]> {
  const checks = await checkSchemas(registry, topics, prefix)
  const incompatible = checks.filter(({ state }) => state === 'incompatible')
  if (incompatible.length > 0) throw new IncompatibleSchemasError(incompatible)
  const isNew = new Set(checks.filter(({ state }) => state === 'missing').map(({ subject }) => subject))
  await registry.enforceCompatibility()
  return mapAtMost(subjectsAtOnce, typed(topics), async (topic) => {
    const subject = subjectOf(topic, prefix)
    return { subject, id: await registry.register(subject, topic.schema), isNew: isNew.has(subject) }
  })
}

/** Group topics hold records of any topic: they have no schema of their own. */
function typed(topics: readonly Topic[]): readonly Topic[] {
  return topics.filter(({ schema }) => schema !== '')
}

async function checkSchema(registry: Pick<Registry, 'versions'>, topic: Topic, prefix: string): Promise<SchemaCheck> {
  const subject = subjectOf(topic, prefix)
  const versions = await registry.versions(subject)
  const own = versions.findIndex((text) => sameSchema(text, topic.schema))
  const problems = versions.flatMap((text, index) => {
    // A version after ours is a newer build's: it is the one that must still read what we write.
    const found = own >= 0 && index > own ? compared(topic.schema, text) : compared(text, topic.schema)
    return found.map((problem) => `version ${index + 1}: ${problem}`)
  })
  const state = problems.length > 0 ? 'incompatible' : own >= 0 ? 'registered' : 'missing'
  return { subject, state, versions: versions.length, problems }
}

function compared(older: string, newer: string): readonly string[] {
  if (sameSchema(older, newer)) return []
  try {
    return incompatibilities(older, newer)
  } catch (error) {
    return [`what is registered cannot be compared: ${error instanceof Error ? error.message : String(error)}`]
  }
}
