import type { z } from 'zod'
import { loadConfig, type Environment } from '../config/index.ts'
import type { Health, Log, Metrics } from '../observe/index.ts'
import type { Part, Service } from './service.ts'

export interface HostOptions {
  readonly environment: Environment
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
}

/** A running service. */
export interface Hosted {
  stop(): Promise<void>
}

/**
 * Builds and starts a service. If a part cannot start, the ones before it are stopped again.
 * @throws ConfigError when its settings are wrong, or what the failing part threw.
 */
export async function host<S extends z.ZodObject>(service: Service<S>, options: HostOptions): Promise<Hosted> {
  const config = loadConfig(service.config, options.environment)
  const parts = await service.build({ ...options, config, log: options.log.child({ service: service.name }) })
  const started: Part[] = []
  const stop = () => stopAll(started, options.log)
  try {
    for (const part of parts) {
      started.push(part)
      await part.start()
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** Last started, first stopped; one that cannot stop does not keep the others running. */
async function stopAll(started: Part[], log: Log): Promise<void> {
  for (let part = started.pop(); part; part = started.pop()) {
    try {
      await part.stop()
    } catch (error) {
      log.error({ err: error, part: part.name }, 'part did not stop cleanly')
    }
  }
}
