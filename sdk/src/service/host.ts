import type { z } from 'zod'
import { loadConfig, type Environment } from '../config/index.ts'
import type { Api } from '../http/index.ts'
import type { Health, Log, Metrics } from '../observe/index.ts'
import type { Part, Piece, Service, Surroundings } from './service.ts'

export interface HostOptions {
  readonly environment: Environment
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
  /** Services add their routes; the caller listens once all are hosted. */
  readonly api: Api
  /** Called when a part dies, at any time after the start of `host`. */
  readonly fail: (error: Error) => void
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
  const log = options.log.child({ service: service.name })
  const surroundings = { ...options, config, service: service.name, log }
  const parts = await partsOf(await service.build(surroundings), surroundings)
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

async function partsOf(pieces: readonly Piece[], surroundings: Surroundings<unknown>): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const piece of pieces) parts.push(typeof piece === 'function' ? await piece(surroundings) : piece)
  return parts
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
