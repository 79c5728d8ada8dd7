import { messages } from '@wabastream/schemas'
import { topics } from '@wabastream/schemas/catalogue'
import type { Environment } from '@wabastream/sdk/config'
import {
  nextFreePort,
  startCluster,
  startDatabase,
  type Cluster,
  type Database,
  type StackProgress,
} from '@wabastream/sdk/testing'
import { startIngress, type IngressProcess } from '../../rig/ingress-process.ts'
import { readyTopics } from '../../rig/ready-topics.ts'
import { startServiceProcess, type PipelineAddresses, type ServiceProcess } from '../../rig/service-process.ts'

export interface ConsumerRigOptions {
  readonly environment: Environment
  readonly registryUrl: string
  readonly topicPrefix: string
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Kafka, PostgreSQL, the ingress and the messages service, each of which can be killed and started again. */
export interface ConsumerRig extends AsyncDisposable {
  readonly cluster: Cluster
  readonly database: Database
  readonly addresses: PipelineAddresses
  readonly ingress: IngressProcess
  /** The messages service that runs now. */
  readonly service: ServiceProcess
  /** Where its API is, whichever process serves it. */
  readonly apiUrl: string
  /** Starts the messages service in place of the one that has ended. */
  restartService(): Promise<void>
}

/** A dead member of a group is missed only after its session: shorter than in production, or a run lasts for hours. */
const sessionMs = 2000

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
  const apiPort = await nextFreePort(18_390)
  const settings = { API_PORT: String(apiPort), CONSUMER_SESSION_MS: String(sessionMs) }
  const start = () => startServiceProcess({ ...addresses, service: 'messages', settings, signal })
  let service = await start()
  starting.defer(() => service.kill())
  const running = starting.move()
  return {
    cluster,
    database,
    addresses,
    ingress,
    get service() {
      return service
    },
    apiUrl: `http://127.0.0.1:${apiPort}`,
    async restartService() {
      service = await start()
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** What the messages service reads and writes: the cluster has better things to do than to make forty topics. */
function isRead({ name }: { readonly name: string }): boolean {
  const names = [messages.name, 'waba.smb-message-echoes.v1', 'waba.history.v1', 'waba.user-id-update.v1']
  return [...names, 'waba.alerts.v1', 'waba.audit.v1'].includes(name)
}
