import type { Environment } from '@wabastream/sdk/config'
import { startLocalStack, type StackProgress } from '@wabastream/sdk/testing'
import {
  brokerKilled,
  databaseKilled,
  offsetsForgotten,
  registryAway,
  serviceKilled,
  serviceStopped,
  type ConsumerFault,
} from './consumer-faults.ts'
import { startConsumerRig } from './consumer-rig.ts'
import { runConsumerFault, type ConsumerFaultOptions } from './run-consumer-fault.ts'

export interface ConsumerFaultsOptions {
  readonly environment: Environment
  /** Messages of each run, with two or three statuses each. */
  readonly messages: number
  readonly tell: (what: string) => void
  readonly onProgress: (progress: StackProgress) => void
  readonly signal: AbortSignal
}

const faults = {
  'service-killed': serviceKilled(10),
  'service-stopped': serviceStopped,
  'database-killed': databaseKilled,
  'registry-away': registryAway,
  'broker-killed': brokerKilled,
  'offsets-forgotten': offsetsForgotten,
} as const satisfies Readonly<Record<string, ConsumerFault>>

export type ConsumerFaultName = keyof typeof faults

/** Everything that `waba faults consumers` does, in order. */
export const allConsumerFaults = Object.keys(faults) as readonly ConsumerFaultName[]

/** What a run comes to. */
interface Finding {
  readonly passed: boolean
  readonly counts: string
  /** The first things that are wrong. */
  readonly examples: readonly string[]
}

export interface ConsumerFaultOutcome extends Finding {
  readonly name: ConsumerFaultName
  readonly seconds: number
}

/** Runs the faults one after the other on one rig. */
export async function* runConsumerFaults(
  names: readonly ConsumerFaultName[],
  options: ConsumerFaultsOptions,
): AsyncGenerator<ConsumerFaultOutcome, void, undefined> {
  const { environment, onProgress, tell, signal } = options
  tell('Starting Kafka, a schema registry, PostgreSQL and the services')
  await using started = new AsyncDisposableStack()
  const stack = await startLocalStack({ environment, source: 'embedded', onProgress, signal })
  started.defer(() => stack.stop())
  const { registryUrl } = stack
  await using rig = await startConsumerRig({ environment, registryUrl, topicPrefix: 'faults.', onProgress, signal })
  const service = await rig.host('messages')
  for (const name of names) {
    const startedAt = performance.now()
    const finding = await findingOf(faults[name], { ...options, rig, service })
    yield { name, ...finding, seconds: Math.round((performance.now() - startedAt) / 1000) }
  }
}

async function findingOf(fault: ConsumerFault, options: ConsumerFaultOptions): Promise<Finding> {
  const { webhooks, messages, differences, deadLetters } = await runConsumerFault(fault, options)
  return {
    passed: differences.length === 0 && deadLetters === 0,
    counts: `${webhooks} webhooks about ${messages} messages, ${differences.length} known wrongly, ${deadLetters} dead letters`,
    examples: differences.slice(0, 5).map(({ expected, found }) => `expected ${expected}; found ${found}`),
  }
}

/** One run as a line of counts, and the first things that differ. */
export function consumerFaultReport({ name, passed, counts, examples, seconds }: ConsumerFaultOutcome): string {
  const lines = examples.map((example) => `  ${example}\n`).join('')
  return `${passed ? 'passed' : 'FAILED'} ${name} (${seconds} s): ${counts}\n${lines}`
}
