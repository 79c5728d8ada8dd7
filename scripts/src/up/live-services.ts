import { ingress } from '@wabastream/ingress'
import type { Environment } from '@wabastream/sdk/config'
import { createHealth, createLog, createMetrics, createOpsServer, type Log } from '@wabastream/sdk/observe'
import { host, type Hosted, type Service } from '@wabastream/sdk/service'

/** The services that `up` can host, by name. */
export const services: Readonly<Record<string, Service>> = { ingress }

/** All services of a local stack, in one process with one log and one ops port. */
export interface LiveServices {
  readonly log: Log
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
}

/** Starts the named services. They may not be ready yet: see `problems`. */
export async function startServices({
  names,
  environment,
  opsHost,
  opsPort,
  log,
}: LiveServicesOptions): Promise<LiveServices> {
  const [health, metrics] = [createHealth(), createMetrics()]
  const ops = createOpsServer(health, metrics)
  const hosted: Hosted[] = []
  const stop = async () => {
    health.drain()
    await Promise.all(hosted.map((each) => each.stop()))
    await ops.close()
  }
  try {
    await ops.listen({ host: opsHost, port: opsPort })
    for (const name of names) {
      const service = services[name]
      if (service) hosted.push(await host(service, { environment, log, metrics, health }))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { log, problems: () => health.problems(), stop }
}

/** The log of a local stack: on standard error, so that standard output stays data. Quiet unless asked otherwise. */
export function stackLog(environment: Environment): Log {
  const level = environment['LOG_LEVEL'] ?? 'warn'
  // On a terminal the log is made readable, and goes to standard error anyway.
  return createLog(process.stdout.isTTY ? { level } : { level, destination: process.stderr })
}
