import { alerts, messages } from '@wabastream/schemas'
import type { Environment } from '@wabastream/sdk/config'
import { startCluster, type Cluster, type StackProgress } from '@wabastream/sdk/testing'
import { startIngress, type IngressProcess } from '../rig/ingress-process.ts'
import { readyTopics, type RigAddresses } from '../rig/ready-topics.ts'

export interface FaultRigOptions {
  readonly environment: Environment
  /** Kafka nodes: 1 or 3. */
  readonly brokers: number
  readonly registryUrl: string
  readonly topicPrefix: string
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Kafka nodes that can be killed and frozen, and an ingress that writes to them as a process of its own. */
export interface FaultRig extends AsyncDisposable {
  readonly cluster: Cluster
  /** Kafka as it is, not behind the proxies. */
  readonly addresses: RigAddresses
  /** The ingress that runs now. */
  readonly ingress: IngressProcess
  /** Starts another ingress on the ports of the one that has ended. */
  restartIngress(): Promise<void>
}

/** Starts a rig on topics of its own. Disposing stops everything. */
export async function startFaultRig(options: FaultRigOptions): Promise<FaultRig> {
  const { environment, brokers, registryUrl, topicPrefix, onProgress, signal } = options
  await using starting = new AsyncDisposableStack()
  const cluster = await startCluster({ environment, brokers, proxied: true, onProgress, signal })
  starting.defer(() => cluster.stop())
  const addresses = { brokers: cluster.brokers, registryUrl, topicPrefix }
  // Only what the runs write to: the cluster has better things to do than to make forty topics.
  await readyTopics(addresses, { only: [messages, alerts], copies: brokers, minInsync: Math.max(1, brokers - 1) })
  const start = (like?: IngressProcess) =>
    startIngress({ ...addresses, brokers: cluster.proxiedBrokers, signal, ...(like ? { like } : {}) })
  let ingress = await start()
  starting.defer(() => ingress.kill())
  const running = starting.move()
  return {
    cluster,
    addresses,
    get ingress() {
      return ingress
    },
    async restartIngress() {
      ingress = await start(ingress)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
