import { extname } from 'node:path'
import type { Environment } from '@wabastream/sdk/config'
import { anyFreePort } from '@wabastream/sdk/testing'
import { readMetrics, type Samples } from './metrics.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'
import { until } from './until.ts'

/** A pipeline that a process works on. */
export interface PipelineAddresses {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
  readonly databaseUrl?: string | undefined
}

export interface ServiceProcessOptions extends PipelineAddresses {
  /** Folder in `services/`: `messages`. */
  readonly service: string
  /** Settings of this service alone. */
  readonly settings?: Environment
  readonly opsPort?: number
  readonly nodeFlags?: readonly string[]
  readonly cores?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** A service as it runs in production: a process of its own. */
export interface ServiceProcess extends ServerProcess {
  readonly opsPort: number
  /** What `/metrics` says now. */
  metrics(): Promise<Samples>
}

const readyWithinMs = 60_000
const host = '127.0.0.1'

/** Starts a service and resolves once it is ready. */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { service, cores, signal } = options
  const opsPort = options.opsPort ?? (await anyFreePort())
  const server = await startServerProcess({
    name: `the service ${service}`,
    main: mainOf(service),
    environment: settingsOf(options, opsPort),
    nodeFlags: options.nodeFlags,
    cores,
  })
  const ops = `http://${host}:${opsPort}`
  try {
    const ready = () => isReady(server, { service, url: `${ops}/readyz` })
    await until(`${service} is ready`, ready, { withinMs: readyWithinMs, signal })
  } catch (error) {
    const { said } = server
    await server.kill()
    throw new Error(`${service} did not become ready.\n${said}`, { cause: error })
  }
  // Not spread: `running` and `said` are read anew each time.
  return Object.assign(Object.create(server) as ServerProcess, {
    opsPort,
    metrics: () => readMetrics(`${ops}/metrics`),
  })
}

/** Where a service lies beside this package, in a checkout and when both are built. */
function mainOf(service: string): URL {
  const extension = extname(import.meta.filename)
  const folder = extension === '.ts' ? 'src' : 'dist'
  return new URL(`../../../services/${service}/${folder}/main${extension}`, import.meta.url)
}

/** One broker holds one copy, and the topics of a group are made as needed. */
function settingsOf(options: ServiceProcessOptions, opsPort: number): Environment {
  const { brokers, registryUrl, topicPrefix, databaseUrl, settings } = options
  return {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    TOPIC_REPLICATION_FACTOR: '1',
    TOPIC_MIN_INSYNC: '1',
    LOG_LEVEL: 'error',
    OPS_HOST: host,
    OPS_PORT: String(opsPort),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...settings,
  }
}

async function isReady(server: ServerProcess, { service, url }: { service: string; url: string }): Promise<boolean> {
  if (!server.running) throw new Error(`${service} ended while it was starting.\n${server.said}`)
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
