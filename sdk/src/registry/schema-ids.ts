import { setTimeout as sleep } from 'node:timers/promises'
import type { Topic } from '@wabastream/schemas/catalogue'
import type { Log } from '../observe/index.ts'
import type { Part } from '../service/service.ts'
import { RegistryError } from './registry-error.ts'
import type { Registry } from './registry.ts'

export interface SchemaIdsOptions {
  readonly topics: readonly Topic[]
  readonly prefix: string
  readonly registry: Registry
  readonly log: Log
  readonly retryMs?: number
}

/** The schema id of every topic, looked up with the bundled text. A producer never registers a schema itself. */
export interface SchemaIds extends Part {
  readonly ids: ReadonlyMap<Topic, number>
  /** What is missing; null once every id is known. From then on the registry is not needed any more. */
  problem(): string | null
}

export function createSchemaIds({ topics, prefix, registry, log, retryMs = 1000 }: SchemaIdsOptions): SchemaIds {
  const ids = new Map<Topic, number>()
  const stopping = new AbortController()
  let problem: string | null = 'schema ids are being looked up'
  let work: Promise<void> = Promise.resolve()

  const lookUp = async () => {
    for (const topic of topics) {
      if (stopping.signal.aborted) return
      if (!ids.has(topic)) ids.set(topic, await registry.idOf(`${prefix}${topic.name}-value`, topic.schema))
    }
    problem = null
  }
  const untilKnown = async () => {
    while (!stopping.signal.aborted) {
      try {
        return await lookUp()
      } catch (error) {
        const found = explained(error)
        if (found !== problem) log.warn({ reason: found }, 'not ready: schema ids are missing')
        problem = found
        await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  return {
    name: 'schema ids',
    ids,
    problem: () => problem,
    start: async () => void (work = untilKnown()),
    stop: async () => {
      stopping.abort()
      await work
    },
  }
}

function explained(error: unknown): string {
  if (!(error instanceof RegistryError)) return error instanceof Error ? error.message : String(error)
  return error.reason === 'not_found' ? `${error.message}; register the schemas: waba schemas register` : error.message
}
