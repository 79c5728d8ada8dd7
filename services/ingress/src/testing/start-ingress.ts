import { createApi } from '@wabastream/sdk/http'
import { createHealth, createLog, createMetrics, type Health, type Metrics } from '@wabastream/sdk/observe'
import { host } from '@wabastream/sdk/service'
import { eventually } from '@wabastream/sdk/testing/vitest'
import { ingress } from '../service.ts'
import type { Place } from './prepare-topics.ts'
import { exchange, type RawAnswer } from './raw-http.ts'
import { appSecrets, signedRequest, verifyToken, type RequestParts } from './signed-request.ts'

/** An ingress that runs in this process, on a port of its own. */
export interface RunningIngress {
  readonly port: number
  readonly health: Health
  readonly metrics: Metrics
  /** Every log line so far. */
  readonly logLines: readonly string[]
  /** Sends a request over a socket of its own; by default a signed POST. */
  send(parts?: RequestParts): Promise<RawAnswer | null>
  stop(): Promise<void>
}

export interface StartOptions extends Place {
  readonly environment?: Readonly<Record<string, string>>
  /** false: do not wait until it is ready. */
  readonly untilReady?: boolean
}

export async function startIngress(options: StartOptions): Promise<RunningIngress> {
  const logLines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void logLines.push(line) } })
  const [health, metrics] = [createHealth(), createMetrics()]
  const environment = {
    META_APP_SECRETS: appSecrets,
    META_VERIFY_TOKENS: verifyToken,
    KAFKA_BROKERS: options.brokers,
    SCHEMA_REGISTRY_URL: options.registryUrl,
    TOPIC_PREFIX: options.topicPrefix,
    INGRESS_HOST: '127.0.0.1',
    INGRESS_PORT: '0',
    ...options.environment,
  }
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'ingress', log, metrics })
  const { stop } = await host(ingress, { environment, log, metrics, health, api, fail })
  const port = portIn(logLines)
  if (options.untilReady !== false) await eventually(() => throwIfUnready(health), { withinMs: 30_000 })
  return { port, health, metrics, logLines, stop, send: (parts) => exchange(port, signedRequest(parts)) }
}

function fail(error: Error): never {
  throw error
}

/** The system chose the port; the log says which. */
export function portIn(logLines: readonly string[]): number {
  const port = /"address":"http:\/\/[^"]*?:(\d+)\/webhook"/.exec(logLines.join('\n'))?.[1]
  if (port === undefined) throw new Error('The ingress does not listen')
  return Number(port)
}

function throwIfUnready(health: Health): void {
  const problems = health.problems()
  if (Object.keys(problems).length > 0) throw new Error(`The ingress is not ready: ${JSON.stringify(problems)}`)
}
