import { z } from 'zod'
import { createClient } from './client.ts'
import { RegistryError } from './registry-error.ts'
import { createRest, type RegistryConfig, type Rest } from './rest.ts'

/** The level at which the readers and writers of every topic can read each other for ever. */
export const compatibility = 'FULL_TRANSITIVE'
/** How long "no such schema id" is believed, so that a flood of unknown ids is not a flood of requests. */
const unknownForMs = 30_000

const levelForm = z.object({ compatibilityLevel: z.string() })
const schemaForm = z.object({ schema: z.string() })

/** The schema registry, as the pipeline needs it. Every call fails with a RegistryError. */
export interface Registry {
  /** Id of exactly this schema under a subject; `not_found` when it was never registered. */
  idOf(subject: string, schema: string): Promise<number>
  /** The schema behind an id. Known ids need no registry; one id is asked for only once at a time. */
  textOf(id: number): Promise<string>
  /**
   * Registers a schema, or finds it registered; `incompatible` when it would break a reader. The subject is protected
   * before: its first schema too comes to a level of its own.
   */
  register(subject: string, schema: string): Promise<number>
  /** All registered versions of a subject, oldest first; empty when there is none. */
  versions(subject: string): Promise<readonly string[]>
  /**
   * The compatibility level that was set on the subject itself, as `FULL_TRANSITIVE`. Null when there is none: the
   * registry's own then decides. Apicurio says NONE instead when the subject has a schema.
   */
  levelOf(subject: string): Promise<string | null>
  /** Makes the registry refuse what would break a reader or writer of this subject. All other subjects stay as they are. */
  protect(subject: string): Promise<void>
  close(): Promise<void>
}

export function createRegistry(config: RegistryConfig): Registry {
  const trimmed = { ...config, url: config.url.replace(/\/+$/, '') }
  const rest = createRest(trimmed)
  const client = createClient(trimmed)
  return {
    idOf: client.idOf,
    textOf: cachedTexts(rest),
    async register(subject, schema) {
      if ((await levelOf(rest, subject)) !== compatibility) await protect(rest, subject)
      return client.register(subject, schema)
    },
    versions: (subject) => versionsOf(rest, subject),
    levelOf: (subject) => levelOf(rest, subject),
    protect: (subject) => protect(rest, subject),
    close: rest.close,
  }
}

async function levelOf(rest: Rest, subject: string): Promise<string | null> {
  const level = await orNull(rest.get(levelPath(subject), levelForm))
  return level?.compatibilityLevel ?? null
}

/** Registries take the level of a subject that has no schema yet. */
function protect(rest: Rest, subject: string): Promise<void> {
  return rest.put(levelPath(subject), { compatibility })
}

function levelPath(subject: string): string {
  return `/config/${encodeURIComponent(subject)}`
}

async function versionsOf(rest: Rest, subject: string): Promise<readonly string[]> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions`
  const versions = await orNull(rest.get(path, z.array(z.number())))
  const found = (versions ?? []).map((version) => rest.get(`${path}/${version}`, schemaForm))
  return (await Promise.all(found)).map(({ schema }) => schema)
}

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (error instanceof RegistryError && error.reason === 'not_found') return null
    throw error
  }
}

function cachedTexts(rest: Rest): Registry['textOf'] {
  const known = new Map<number, Promise<string>>()
  const unknownUntil = new Map<number, number>()
  const fetchText = async (id: number): Promise<string> => {
    const { schema } = await rest.get(`/schemas/ids/${id}`, schemaForm)
    return schema
  }
  return (id) => {
    const cached = known.get(id)
    if (cached) return cached
    if ((unknownUntil.get(id) ?? 0) > Date.now())
      return Promise.reject(new RegistryError('not_found', `The schema registry knows no schema with id ${id}`))
    const text = fetchText(id)
    known.set(id, text)
    text.catch((error: unknown) => {
      known.delete(id)
      if (error instanceof RegistryError && error.reason === 'not_found')
        unknownUntil.set(id, Date.now() + unknownForMs)
    })
    return text
  }
}
