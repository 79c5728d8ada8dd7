import type { Environment } from '@wabastream/sdk/config'
import { startLocalStack, type StackProgress } from '@wabastream/sdk/testing'
import { startFaultRig, type FaultRig } from './fault-rig.ts'
import { brokerFrozen, brokerKilledTwice, followersKilled, ingressRestarted, type Fault } from './faults.ts'
import { overload, type Overload } from './overload.ts'
import { runFault } from './run-fault.ts'
import type { Tally } from './tally.ts'

export interface FaultsOptions {
  readonly environment: Environment
  /** Webhooks of each run. */
  readonly webhooks: number
  readonly senders: number
  readonly tell: (what: string) => void
  readonly onProgress: (progress: StackProgress) => void
  readonly signal: AbortSignal
}

export interface FaultOutcome {
  readonly name: FaultName
  readonly passed: boolean
  readonly tally: Tally
  readonly seconds: number
}

export interface OverloadOutcome {
  readonly name: FaultName
  readonly passed: boolean
  readonly overload: Overload
}

const frozenMs = 10_000
const overloadMs = 60_000
/** Bodies in memory, records in three lanes, and what a process takes that has parsed and encoded them. */
const rssBound = 768 * 1024 * 1024

/** Everything that `waba faults ingress` does, in order. */
export const allFaults = [
  'broker-killed',
  'broker-frozen',
  'ingress-restarted',
  'overload',
  'one-of-three-killed',
] as const

export type FaultName = (typeof allFaults)[number]
type LossFault = Exclude<FaultName, 'overload'>

const faults: Readonly<Record<LossFault, { readonly brokers: number; readonly fault: Fault }>> = {
  'broker-killed': { brokers: 1, fault: brokerKilledTwice },
  'broker-frozen': { brokers: 1, fault: brokerFrozen(frozenMs) },
  'ingress-restarted': { brokers: 1, fault: ingressRestarted },
  'one-of-three-killed': { brokers: 3, fault: followersKilled },
}

/** Runs the faults one after the other, each with a Kafka and an ingress of its own. */
export async function* runFaults(
  names: readonly FaultName[],
  options: FaultsOptions,
): AsyncGenerator<FaultOutcome | OverloadOutcome, void, undefined> {
  const { environment, onProgress, tell, signal } = options
  tell('Starting a schema registry')
  await using started = new AsyncDisposableStack()
  const stack = await startLocalStack({ environment, source: 'embedded', onProgress, signal })
  started.defer(() => stack.stop())
  for (const [index, name] of names.entries()) {
    tell(`${name}: starting Kafka and the ingress`)
    const brokers = name === 'overload' ? 1 : faults[name].brokers
    const topicPrefix = `faults${index}.`
    await using rig = await startFaultRig({ ...options, brokers, registryUrl: stack.registryUrl, topicPrefix })
    yield name === 'overload' ? await overloaded(rig, options) : await faulted(name, rig, options)
  }
}

async function faulted(name: LossFault, rig: FaultRig, options: FaultsOptions): Promise<FaultOutcome> {
  const startedAt = performance.now()
  const tally = await runFault(faults[name].fault, { ...options, rig })
  const passed = tally.missing === 0 && tally.answered200 >= tally.webhooks
  return { name, passed, tally, seconds: Math.round((performance.now() - startedAt) / 1000) }
}

async function overloaded(rig: FaultRig, { tell }: FaultsOptions): Promise<OverloadOutcome> {
  tell(`freezing the broker, and loading the ingress for ${overloadMs / 1000} s`)
  const found = await overload(rig, { senders: 400, bytes: 400 * 1024, forMs: overloadMs })
  return { name: 'overload', passed: found.rssBytes < rssBound && !found.answers.has(200), overload: found }
}
