import type { Topic } from '@wabastream/schemas/catalogue'
import { incompatibilities } from '@wabastream/schemas/compat'
import { compatibility, type Registry, RegistryError } from '@wabastream/sdk/registry'
import { mapAtMost } from './map-at-most.ts'
import { sameSchema } from './same-schema.ts'

/** How many subjects are worked on at once: a small registry must not be flooded. */
const subjectsAtOnce = 8

/** What the deploy step needs of the registry. */
export type SchemaRegistry = Pick<Registry, 'versions' | 'idOf' | 'levelOf' | 'register' | 'protect'>

/** How the bundled schema of one topic stands to what the registry has. */
export interface SchemaCheck {
  readonly subject: string
  readonly state: 'registered' | 'missing' | 'incompatible'
  /** The registry's id of the bundled schema, when it is registered. */
  readonly id: number | null
  /** Versions that the registry has under the subject. */
  readonly versions: number
  /** The compatibility level of the subject itself; null when it has none. */
  readonly level: string | null
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
  registry: Pick<Registry, 'versions' | 'idOf' | 'levelOf'>,
  topics: readonly Topic[],
  prefix: string,
): Promise<readonly SchemaCheck[]> {
  return mapAtMost(subjectsAtOnce, typed(topics), (topic) => checkSchema(registry, topic, prefix))
}

/** Whether nothing is to do: the schema is registered, and the registry refuses what would break its readers. */
export function isDone({ state, level }: SchemaCheck): boolean {
  return state === 'registered' && level === compatibility
}

/**
 * Registers the bundled schema of each topic, and makes the registry demand FULL_TRANSITIVE of each of these subjects;
 * a registry may be shared, so no other subject is touched. Called again it writes nothing.
 * @throws IncompatibleSchemasError before anything is registered; RegistryError.
 */
export async function registerSchemas(
  registry: SchemaRegistry,
  topics: readonly Topic[],
  prefix: string,
): Promise<readonly RegisteredSchema[]> {
  return registerChecked(registry, topics, prefix, await checkSchemas(registry, topics, prefix))
}

/**
 * Does what the checks of these topics left open, and nothing else.
 * @throws IncompatibleSchemasError before anything is written; RegistryError.
 */
export async function registerChecked(
  registry: Pick<Registry, 'register' | 'protect'>,
  topics: readonly Topic[],
  prefix: string,
  checks: readonly SchemaCheck[],
): Promise<readonly RegisteredSchema[]> {
  const incompatible = checks.filter(({ state }) => state === 'incompatible')
  if (incompatible.length > 0) throw new IncompatibleSchemasError(incompatible)
  const bySubject = new Map(checks.map((check) => [check.subject, check]))
  return mapAtMost(subjectsAtOnce, typed(topics), async (topic) => {
    const subject = subjectOf(topic, prefix)
    const { id = null, level = null } = bySubject.get(subject) ?? {}
    if (id === null) return { subject, id: await registry.register(subject, topic.schema), isNew: true }
    if (level !== compatibility) await registry.protect(subject)
    return { subject, id, isNew: false }
  })
}

/** Group topics hold records of any topic: they have no schema of their own. */
function typed(topics: readonly Topic[]): readonly Topic[] {
  return topics.filter(({ schema }) => schema !== '')
}

async function checkSchema(
  registry: Pick<Registry, 'versions' | 'idOf' | 'levelOf'>,
  topic: Topic,
  prefix: string,
): Promise<SchemaCheck> {
  const subject = subjectOf(topic, prefix)
  const [versions, level] = await Promise.all([registry.versions(subject), registry.levelOf(subject)])
  const own = versions.findIndex((text) => sameSchema(text, topic.schema))
  const problems = versions.flatMap((text, index) => {
    // A version after ours is a newer build's: it is the one that must still read what we write.
    const found = own >= 0 && index > own ? compared(topic.schema, text) : compared(text, topic.schema)
    return found.map((problem) => `version ${index + 1}: ${problem}`)
  })
  // Services look their schema up by its text, so that decides.
  const id = own >= 0 ? await idOrNull(registry, subject, topic.schema) : null
  const state = problems.length > 0 ? 'incompatible' : id === null ? 'missing' : 'registered'
  return { subject, state, id, versions: versions.length, level, problems }
}

async function idOrNull(registry: Pick<Registry, 'idOf'>, subject: string, schema: string): Promise<number | null> {
  try {
    return await registry.idOf(subject, schema)
  } catch (error) {
    if (error instanceof RegistryError && error.reason === 'not_found') return null
    throw error
  }
}

function compared(older: string, newer: string): readonly string[] {
  if (sameSchema(older, newer)) return []
  try {
    return incompatibilities(older, newer)
  } catch (error) {
    return [`what is registered cannot be compared: ${error instanceof Error ? error.message : String(error)}`]
  }
}
