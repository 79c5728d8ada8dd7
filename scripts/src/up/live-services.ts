import { apiSettings, loadConfig, type Environment } from '@wabastream/sdk/config'
import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics, createOpsServer, type Log } from '@wabastream/sdk/observe'
import { host, type Hosted } from '@wabastream/sdk/service'
import { z } from 'zod'
import { scopedHealth } from './scoped-health.ts'
import { services } from './services.ts'

/** All services of a local stack, in one process with one log, one API and one ops port. */
export interface LiveServices {
  readonly log: Log
  /** Address of the API; null when none of the services has one. */
  readonly apiUrl: string | null
  /** Parts that cannot work yet, with the reason. Empty = ready. */
  problems(): Readonly<Record<string, string>>
  stop(): Promise<void>
}

export interface LiveServicesOptions {
  readonly names: readonly string[]
  /** Settings of the services, complete. */
  readonly environment: Environment
  readonly opsHost: string
  readonly opsPort: number
  readonly log: Log
  /** A part of a service died. */
  readonly fail: (error: Error) => void
}

const apiForm = z.object(apiSettings)

/** Starts the named services. They may not be ready yet: see `problems`. */
export async function startServices(options: LiveServicesOptions): Promise<LiveServices> {
  const { names, environment, opsHost, opsPort, log, fail } = options
  const [health, metrics] = [createHealth(), createMetrics()]
  const { API_HOST, API_PORT, API_TOKEN } = loadConfig(apiForm, environment)
  const api = createApi({ host: API_HOST, port: API_PORT, token: API_TOKEN, title: 'wabastream', log, metrics })
  const ops = createOpsServer(health, metrics)
  const hosted: Hosted[] = []
  const stop = async () => {
    health.drain()
    await api.close()
    await Promise.all(hosted.map((each) => each.stop()))
    await ops.close()
  }
  try {
    await ops.listen({ host: opsHost, port: opsPort })
    for (const name of names) {
      const service = services[name]
      const scoped = scopedHealth(health, name)
      if (service) hosted.push(await host(service, { environment, log, metrics, health: scoped, api, fail }))
    }
    const apiUrl = api.used ? await api.listen() : null
    return { log, apiUrl, problems: () => health.problems(), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The log of a local stack: on standard error, so that standard output stays data. Quiet unless asked otherwise. */
export function stackLog(environment: Environment): Log {
  const level = environment['LOG_LEVEL'] ?? 'warn'
  // On a terminal the log is made readable, and goes to standard error anyway.
  return createLog(process.stdout.isTTY ? { level } : { level, destination: process.stderr })
}
