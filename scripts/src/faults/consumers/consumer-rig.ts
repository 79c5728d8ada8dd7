import { accountUpdate, alerts, messages, security } from '@wabastream/schemas'
import { topics } from '@wabastream/schemas/catalogue'
import type { Environment } from '@wabastream/sdk/config'
import {
  startCluster,
  startDatabase,
  startProxy,
  type Cluster,
  type Database,
  type Proxy,
  type StackProgress,
} from '@wabastream/sdk/testing'
import { startIngress, type IngressProcess } from '../../rig/ingress-process.ts'
import { readyTopics } from '../../rig/ready-topics.ts'
import type { PipelineAddresses } from '../../rig/service-process.ts'
import { hostService, type HostedService } from './hosted-service.ts'

export interface ConsumerRigOptions {
  readonly environment: Environment
  readonly registryUrl: string
  readonly topicPrefix: string
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Kafka, PostgreSQL, the ingress and services, each of which can be killed and started again. */
export interface ConsumerRig extends AsyncDisposable {
  readonly cluster: Cluster
  readonly database: Database
  readonly addresses: PipelineAddresses
  readonly ingress: IngressProcess
  /** Between the services and the registry. */
  readonly registry: Proxy
  /** Starts a service of the folder `services/`. It ends with the rig. */
  host(service: string, settings?: Environment): Promise<HostedService>
}

/** Starts a rig on topics of its own. Disposing stops everything. */
export async function startConsumerRig(options: ConsumerRigOptions): Promise<ConsumerRig> {
  const { environment, registryUrl, topicPrefix, onProgress, signal } = options
  await using starting = new AsyncDisposableStack()
  const cluster = await startCluster({ environment, brokers: 1, proxied: true, onProgress, signal })
  starting.defer(() => cluster.stop())
  const database = await startDatabase()
  starting.defer(() => database.stop())
  const addresses = { brokers: cluster.brokers, registryUrl, topicPrefix, databaseUrl: database.url }
  await readyTopics(addresses, { only: topics.filter(isRead) })
  const ingress = await startIngress({ ...addresses, signal })
  starting.defer(() => ingress.kill())
  const { hostname, port } = new URL(registryUrl)
  const registry = await startProxy({ host: hostname, port: Number(port) })
  starting.defer(() => registry.close())
  const running = starting.move()
  // The ingress does without proxies: what is cut off is the road of the services alone.
  const road = {
    ...addresses,
    brokers: cluster.proxiedBrokers,
    registryUrl: registryUrl.replace(`:${port}`, `:${registry.port}`),
  }
  return {
    cluster,
    database,
    addresses,
    ingress,
    registry,
    async host(service, settings) {
      const hosted = await hostService({ ...road, service, settings, signal })
      running.defer(() => hosted.process.kill())
      return hosted
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** What the services read and write: the cluster has better things to do than to make forty topics. */
function isRead({ name }: { readonly name: string }): boolean {
  const names = [messages.name, 'waba.smb-message-echoes.v1', 'waba.history.v1', 'waba.user-id-update.v1']
  return [...names, security.name, accountUpdate.name, alerts.name, 'waba.audit.v1'].includes(name)
}
