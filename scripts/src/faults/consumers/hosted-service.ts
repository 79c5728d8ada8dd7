import type { Environment } from '@wabastream/sdk/config'
import { anyFreePort } from '@wabastream/sdk/testing'
import { readMetrics, type Samples } from '../../rig/metrics.ts'
import { startServiceProcess, type PipelineAddresses, type ServiceProcess } from '../../rig/service-process.ts'

export interface HostedServiceOptions extends PipelineAddresses {
  /** Folder in `services/`, and its consumer group. */
  readonly service: string
  readonly settings?: Environment | undefined
  readonly signal?: AbortSignal | undefined
}

/** A service that can be killed and started again: its addresses and settings stay. */
export interface HostedService {
  readonly name: string
  /** Where its API is, whichever process serves it. */
  readonly apiUrl: string
  /** The process that runs now. */
  readonly process: ServiceProcess
  /** What `/metrics` says now, also of a process that is not ready yet. */
  metrics(): Promise<Samples>
  /** Starts it in place of the process that has ended. */
  restart(): Promise<void>
}

/** A dead member of a group is missed only after its session: shorter than in production, or a run lasts for hours. */
const sessionMs = 2000

export async function hostService({ settings, ...options }: HostedServiceOptions): Promise<HostedService> {
  const apiPort = await anyFreePort()
  const opsPort = await anyFreePort()
  const own = { API_PORT: String(apiPort), CONSUMER_SESSION_MS: String(sessionMs), ...settings }
  const start = () => startServiceProcess({ ...options, opsPort, settings: own })
  let process = await start()
  return {
    name: options.service,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    get process() {
      return process
    },
    metrics: () => readMetrics(`http://127.0.0.1:${opsPort}/metrics`),
    async restart() {
      process = await start()
    },
  }
}
