import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { removeStackFile, stackFileIn, writeStackFile, type Environment, type Stack } from '@wabastream/sdk/config'
import { startLocalStack, waitUntil, type LocalStack, type StackSource } from '@wabastream/sdk/testing'
import { deploy } from './deploy.ts'
import { describeStack } from './describe-stack.ts'
import { appIdentity } from './identity.ts'
import { startServices, stackLog, type LiveServices } from './live-services.ts'
import { createProgress } from './progress.ts'
import { refuseSecondStack } from './running-stack.ts'
import { choosePorts, stackSettings } from './stack-services.ts'
import { listenForStop, type Stopping } from './stopping.ts'
import { asError, undoAll, type Undo } from './undo-all.ts'
import { readUpSettings, type UpSettings } from './up-settings.ts'

export interface UpOptions {
  readonly environment: Environment
  /** Where `.wabastream/` goes. */
  readonly directory: string
  readonly services: readonly string[]
  readonly reset: boolean
  readonly source: StackSource | undefined
  /** For people; nothing but the feed goes to standard output. */
  readonly out: NodeJS.WriteStream
  /** What happens once everything runs, until the stack is asked to stop. */
  readonly live: (running: Started & { readonly signal: AbortSignal }) => Promise<void>
}

/** How long the services may take until they can work. */
const readyWithinMs = 30_000

/**
 * Brings up the whole pipeline on this machine, runs `live`, and takes down all that it started: on a signal, when the
 * terminal or the parent is gone, and when a part fails.
 * @throws what failed, after everything has stopped.
 */
export async function up(options: UpOptions): Promise<void> {
  const stopping = listenForStop()
  const undo: Undo[] = []
  let failed: Error | null = null
  try {
    const { stack, settings } = await start(options, stopping, undo)
    await Promise.race([options.live({ stack, settings, signal: stopping.signal }), stopping.asked])
    await stopping.asked
  } catch (error) {
    // What breaks because everything is being stopped is no failure of its own.
    if (!stopping.signal.aborted) failed = asError(error)
  }
  stopping.close()
  options.out.write('\nStopping …\n')
  const left = await undoAll(undo)
  const error = failed ?? stopping.failure ?? left
  if (error !== null) throw error
}

/** A stack that runs, and the settings of its services. */
interface Started {
  readonly stack: Stack
  readonly settings: Environment
}

async function start(options: UpOptions, stopping: Stopping, undo: Undo[]): Promise<Started> {
  const { directory, out } = options
  const said = readUpSettings(options.environment)
  const file = stackFileIn(directory)
  await refuseSecondStack(file)
  mkdirSync(join(directory, '.wabastream'), { recursive: true })
  const app = appIdentity(said.values, join(directory, '.wabastream', 'app.json'))

  const servers = await startServers(options, said, stopping)
  undo.push(() => servers.stop())
  out.write(`  Kafka           ${servers.brokers} (${servers.broker})\n  Schema registry ${servers.registryUrl}\n`)
  out.write(`  PostgreSQL      ${withoutUser(servers.databaseUrl)}\n`)
  const ports = await choosePorts(said.values)
  const settings = stackSettings(said.texts, servers, { app, ports })
  await deploy(settings, out)

  const live = await startServices({
    names: options.services,
    environment: settings,
    opsHost: settings['OPS_HOST'] ?? '127.0.0.1',
    opsPort: ports.ops,
    log: stackLog(settings),
    fail: stopping.fail,
  })
  undo.push(() => live.stop())
  await untilReady(live, stopping.signal)

  const stack = describeStack(servers, settings, { app, ports, apiUrl: live.apiUrl })
  writeStackFile(file, stack)
  undo.push(() => removeStackFile(file))
  if (stack.apiUrl) out.write(`  API             ${stack.apiUrl}/v1/alerts and others, see /openapi.json\n`)
  out.write(`  Ingress         ${stack.ingressUrl}\n  For operators   ${stack.opsUrl}/readyz and /metrics\n`)
  return { stack, settings }
}

async function startServers(options: UpOptions, said: UpSettings, stopping: Stopping): Promise<LocalStack> {
  const { directory, source, reset, out } = options
  const progress = createProgress(out)
  out.write('Starting Kafka, a schema registry and PostgreSQL …\n')
  try {
    return await startLocalStack({
      environment: said.texts,
      source,
      reset,
      external: {
        brokers: said.texts['KAFKA_BROKERS'],
        registryUrl: said.texts['SCHEMA_REGISTRY_URL'],
        databaseUrl: said.texts['DATABASE_URL'],
      },
      dataDir: join(directory, '.wabastream', 'data'),
      ports: { kafka: 9092, registry: 8081, postgres: 5432 },
      onProgress: progress.show,
      onFailure: stopping.fail,
      signal: stopping.signal,
    })
  } finally {
    progress.end()
  }
}

async function untilReady(live: LiveServices, signal: AbortSignal): Promise<void> {
  const isReady = () => Object.keys(live.problems()).length === 0
  if (await waitUntil(isReady, { withinMs: readyWithinMs, signal })) return
  const problems = Object.entries(live.problems()).map(([part, why]) => `${part}: ${why}`)
  throw new Error(`The services are not ready: ${problems.join('; ')}`)
}

/** An address for the screen: host, port and database. */
function withoutUser(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
