import type { TestProject } from 'vitest/node'

import { childEnvironment } from '../../config/index.ts'
import { startLocalStack } from '../broker.ts'
import type { StackProgress, StackSource } from '../local-stack.ts'

/** Addresses of the stack that all integration tests of a run share. */
export interface StackAddresses {
  readonly broker: StackSource
  readonly brokers: string
  readonly registryUrl: string
  /** The run's PostgreSQL; each test file gets a database of its own on it, see `stack`. */
  readonly databaseUrl: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly wabastreamStack: StackAddresses
  }
}

/**
 * Starts one local stack for the run, before the first integration test; Vitest calls it only when there is one.
 * The variables of the process count, a `.env` file does not: tests must not reach what somebody develops against.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const environment = childEnvironment()
  const stack = await startLocalStack({
    environment,
    external: {
      brokers: environment['KAFKA_BROKERS'],
      registryUrl: environment['SCHEMA_REGISTRY_URL'],
      databaseUrl: environment['DATABASE_URL'],
    },
    onProgress: progressLine(),
  })
  const { broker, brokers, registryUrl, databaseUrl } = stack
  project.provide('wabastreamStack', { broker, brokers, registryUrl, databaseUrl })
  return () => stack.stop()
}

/** One line per tenth of a download, on stderr. */
function progressLine(): (progress: StackProgress) => void {
  const shown = new Map<string, number>()
  return ({ what, bytes, totalBytes }) => {
    const tenth = Math.floor((bytes / totalBytes) * 10)
    if (shown.get(what) === tenth) return
    shown.set(what, tenth)
    process.stderr.write(`${what}: ${Math.round(bytes / 1e6)} of ${Math.round(totalBytes / 1e6)} MB\n`)
  }
}
