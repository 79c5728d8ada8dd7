import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '@wabastream/sdk/config'
import { startLocalStack, type LocalStack, type StackSource } from '@wabastream/sdk/testing'
import { readStackFile, removeStackFile, stackFileIn, writeStackFile, type Stack } from '../target/stack-file.ts'
import { isAlive } from './ancestors.ts'
import { deploy } from './deploy.ts'
import { describeStack } from './describe-stack.ts'
import { appIdentity } from './identity.ts'
import { startServices, stackLog, type LiveServices } from './live-services.ts'
import { createProgress } from './progress.ts'
import { choosePorts, stackEnvironment } from './stack-services.ts'
import { listenForStop, type Stopping } from './stopping.ts'

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
  readonly live: (stack: Stack, signal: AbortSignal) => Promise<void>
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
  const undo: (() => Promise<void>)[] = []
  try {
    const stack = await start(options, stopping, undo)
    await Promise.race([options.live(stack, stopping.signal), stopping.asked])
    await stopping.asked
  } catch (error) {
    if (!stopping.signal.aborted) throw error
  } finally {
    stopping.close()
    options.out.write('\nStopping …\n')
    for (const step of undo.toReversed()) await step()
  }
  if (stopping.failure) throw stopping.failure
}

async function start(options: UpOptions, stopping: Stopping, undo: (() => Promise<void>)[]): Promise<Stack> {
  const { environment, directory, out } = options
  const file = stackFileIn(directory)
  refuseSecond(file)
  mkdirSync(join(directory, '.wabastream'), { recursive: true })
  const app = appIdentity(environment, join(directory, '.wabastream', 'app.json'))

  const servers = await startServers(options, stopping)
  undo.push(() => servers.stop())
  out.write(`  Kafka           ${servers.brokers} (${servers.broker})\n  Schema registry ${servers.registryUrl}\n`)
  const ports = await choosePorts(environment)
  const settings = stackEnvironment(environment, servers, { app, ports })
  await deploy(settings, out)

  const log = stackLog(environment)
  const live = await startServices({ names: options.services, environment: settings, opsPort: ports.ops, log })
  undo.push(() => live.stop())
  await untilReady(live, stopping.signal)

  const stack = describeStack(servers, settings, { app, ports })
  writeStackFile(file, stack)
  undo.push(async () => removeStackFile(file))
  out.write(`  Ingress         ${stack.ingressUrl}\n  For operators   ${stack.opsUrl}/readyz and /metrics\n`)
  return stack
}

/** Two stacks in one folder would share their data. */
function refuseSecond(file: string): void {
  const running = readStackFile(file)
  if (!running) return
  if (isAlive(running.pid))
    throw new Error(
      `A stack runs here already (process ${running.pid}, since ${running.startedAt}). ` +
        `Use it (npx pnpm@12 waba tail), or stop it first: kill ${running.pid}`,
    )
  removeStackFile(file, running.pid)
}

async function startServers(options: UpOptions, stopping: Stopping): Promise<LocalStack> {
  const { environment, directory, source, reset, out } = options
  const progress = createProgress(out)
  out.write('Starting Kafka and a schema registry …\n')
  try {
    return await startLocalStack({
      environment,
      source,
      reset,
      external: { brokers: environment['KAFKA_BROKERS'], registryUrl: environment['SCHEMA_REGISTRY_URL'] },
      dataDir: join(directory, '.wabastream', 'data'),
      ports: { kafka: 9092, registry: 8081 },
      onProgress: progress.show,
      onFailure: stopping.fail,
      signal: stopping.signal,
    })
  } finally {
    progress.end()
  }
}

async function untilReady(live: LiveServices, signal: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + readyWithinMs
  for (;;) {
    const problems = Object.entries(live.problems())
    if (problems.length === 0) return
    if (Date.now() > giveUpAt)
      throw new Error(`The services are not ready: ${problems.map(([part, why]) => `${part}: ${why}`).join('; ')}`)
    await sleep(50, undefined, { signal })
  }
}
