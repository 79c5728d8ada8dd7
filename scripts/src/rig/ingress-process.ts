import { randomBytes } from 'node:crypto'
import { extname } from 'node:path'
import { nextFreePort } from '@wabastream/sdk/testing'
import { readMetrics, type Samples } from './metrics.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'
import { until } from './until.ts'

export interface IngressProcessOptions {
  readonly brokers: string
  readonly registryUrl: string
  readonly topicPrefix: string
  /** Of an ingress that this one takes the place of: its senders go on. Default invented. */
  readonly like?: Pick<IngressProcess, 'secret' | 'ports'>
  readonly cores?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** The ingress as it runs in production: a process of its own. */
export interface IngressProcess extends ServerProcess {
  /** Where webhooks go. */
  readonly url: string
  /** What signs them. */
  readonly secret: string
  readonly ports: { readonly http: number; readonly ops: number }
  /** What `/metrics` says now. */
  metrics(): Promise<Samples>
}

const readyWithinMs = 60_000
const host = '127.0.0.1'

/** Starts the ingress and resolves once it can keep webhooks. */
export async function startIngress(options: IngressProcessOptions): Promise<IngressProcess> {
  const secret = options.like?.secret ?? randomBytes(16).toString('hex')
  const ports = options.like?.ports ?? (await twoPorts())
  const server = await startServerProcess({
    name: 'the ingress',
    main: mainOfIngress(),
    environment: { ...settingsOf(options), META_APP_SECRETS: `1=${secret}`, ...addresses(ports) },
    cores: options.cores,
  })
  const ops = `http://${host}:${ports.ops}`
  try {
    await until('the ingress is ready', () => isReady(server, `${ops}/readyz`), {
      withinMs: readyWithinMs,
      signal: options.signal,
    })
  } catch (error) {
    await server.kill()
    throw error
  }
  return {
    ...server,
    get running() {
      return server.running
    },
    get said() {
      return server.said
    },
    url: `http://${host}:${ports.http}/webhook`,
    secret,
    ports,
    metrics: () => readMetrics(`${ops}/metrics`),
  }
}

/** Where the ingress lies beside this package, in a checkout and when both are built. */
function mainOfIngress(): URL {
  const extension = extname(import.meta.filename)
  const folder = extension === '.ts' ? 'src' : 'dist'
  return new URL(`../../../services/ingress/${folder}/main${extension}`, import.meta.url)
}

function settingsOf({ brokers, registryUrl, topicPrefix }: IngressProcessOptions): Record<string, string> {
  return {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    TOPIC_REPLICATION_FACTOR: '1',
    TOPIC_MIN_INSYNC: '1',
    META_VERIFY_TOKENS: 'rig',
    LOG_LEVEL: 'error',
  }
}

function addresses({ http, ops }: IngressProcess['ports']): Record<string, string> {
  return { INGRESS_HOST: host, INGRESS_PORT: String(http), OPS_HOST: host, OPS_PORT: String(ops) }
}

async function twoPorts(): Promise<IngressProcess['ports']> {
  const http = await nextFreePort(18_080)
  return { http, ops: await nextFreePort(http + 1) }
}

async function isReady(server: ServerProcess, url: string): Promise<boolean> {
  if (!server.running) throw new Error(`The ingress ended while it was starting.\n${server.said}`)
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
