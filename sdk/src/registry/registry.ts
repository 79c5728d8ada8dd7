import { z } from 'zod'
import { createClient } from './client.ts'
import { RegistryError } from './registry-error.ts'
import { createRest, type RegistryConfig, type Rest } from './rest.ts'

/** How readers and writers of every topic are kept able to read each other, for ever. */
const compatibility = 'FULL_TRANSITIVE'
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
  /** Registers a schema, or finds it registered; `incompatible` when it would break a reader. */
  register(subject: string, schema: string): Promise<number>
  /** All registered versions of a subject, oldest first; empty when there is none. */
  versions(subject: string): Promise<readonly string[]>
  /** Makes the registry refuse whatever would break a reader or a writer. */
  enforceCompatibility(): Promise<void>
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
      await requireLevel(rest, subject)
      return client.register(subject, schema)
    },
    versions: (subject) => versionsOf(rest, subject),
    enforceCompatibility: () => rest.put('/config', { compatibility }),
    close: rest.close,
  }
}

/** Some registries answer NONE for a subject that another tool registered: the client would refuse to go on. */
async function requireLevel(rest: Rest, subject: string): Promise<void> {
  const path = `/config/${encodeURIComponent(subject)}`
  const level = await orNull(rest.get(path, levelForm))
  if (level !== null && level.compatibilityLevel !== compatibility) await rest.put(path, { compatibility })
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
