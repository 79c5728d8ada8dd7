import type { Environment } from '@wabastream/sdk/config'
import { startLocalStack, type StackProgress } from '@wabastream/sdk/testing'
import { readyTopics, type RigAddresses } from '../rig/ready-topics.ts'
import { divideCores, moveTo, type Cores } from './cores.ts'

export interface BenchStackOptions {
  readonly environment: Environment
  readonly onProgress: (progress: StackProgress) => void
  /** What is being done, for a person who waits. */
  readonly tell: (what: string) => void
  readonly signal: AbortSignal
}

/** Kafka, the registry and PostgreSQL on some of the cores, so that the rest is left for what is measured. */
export interface BenchStack extends AsyncDisposable {
  readonly addresses: RigAddresses & { readonly databaseUrl: string }
  /** Who runs where, or why all share all. This process is on the cores of the rest. */
  readonly cores: Cores | { readonly impossible: string }
}

/** Starts embedded servers: containers would not stay on the cores of this process. */
export async function startBenchStack({
  environment,
  onProgress,
  tell,
  signal,
}: BenchStackOptions): Promise<BenchStack> {
  const cores = divideCores()
  if (!('impossible' in cores)) moveTo(cores.rest)
  tell('Starting Kafka, the registry and PostgreSQL')
  const stack = await startLocalStack({ environment, source: 'embedded', onProgress, signal })
  const addresses = {
    brokers: stack.brokers,
    registryUrl: stack.registryUrl,
    topicPrefix: '',
    databaseUrl: stack.databaseUrl,
  }
  try {
    await readyTopics(addresses)
  } catch (error) {
    await stack.stop()
    throw error
  }
  return { addresses, cores, [Symbol.asyncDispose]: () => stack.stop() }
}
