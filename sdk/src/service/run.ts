import { z } from 'zod'
import {
  apiSettings,
  ConfigError,
  loadConfig,
  printConfig,
  serviceEnvironment,
  serviceSettings,
  type Environment,
} from '../config/index.ts'
import { errorClass, errorFields } from '../failure/index.ts'
import { createApi } from '../http/index.ts'
import { createHealth, createLog, createMetrics, createOpsServer, type Health, type Log } from '../observe/index.ts'
import { host } from './host.ts'
import type { Service } from './service.ts'
import { untilStopped, within } from './signals.ts'

const processSettings = z.object({ ...serviceSettings, ...apiSettings })

/**
 * How long a service may take to finish what is in flight, in milliseconds: 5 s for answers that are due, then a consumer
 * drains, commits and leaves, 18 s at the worst. Less than the 30 s that Kubernetes gives a process.
 */
const stopWithinMs = 25_000

/**
 * The whole life of a process that hosts one service: settings, ports for operators and for its API, parts, signals,
 * exit code. Exit codes: 0 stopped as asked, 1 failed, 2 wrong settings. `--print-config` prints the settings, masked,
 * and ends. Without a pipeline in the environment it works on the local stack that runs for this directory.
 */
export async function run<S extends z.ZodObject>(service: Service<S>): Promise<void> {
  try {
    process.exitCode = await live(service)
  } catch (error) {
    process.stderr.write(`${service.name}: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = error instanceof ConfigError ? 2 : 1
  }
  // A socket that a library forgot must not keep a stopped service alive.
  setTimeout(() => process.exit(), 1000).unref()
}

async function live<S extends z.ZodObject>(service: Service<S>): Promise<number> {
  const environment = serviceEnvironment()
  const config = loadConfig(service.config, environment)
  if (process.argv.includes('--print-config')) {
    process.stdout.write(printConfig(service.config, config))
    return 0
  }
  const root = createLog({ level: loadConfig(processSettings, environment).LOG_LEVEL })
  const log = root.child({ service: service.name })
  const health = createHealth()
  const ended = untilEnded(health, log)
  process.on('unhandledRejection', ended.lost)
  process.on('uncaughtException', ended.lost)
  const running = await start(service, { environment, root, health, fail: ended.fail })
  log.info(running.addresses, 'started')
  const reason = await ended.reason
  log.info(reason, 'stopping')
  health.drain()
  const clean = await within(stopWithinMs, running.stop())
  log.info({ clean }, 'stopped')
  return clean && 'signal' in reason ? 0 : 1
}

interface Beginning {
  readonly environment: Environment
  readonly root: Log
  readonly health: Health
  readonly fail: (error: Error) => void
}

async function start<S extends z.ZodObject>(service: Service<S>, { environment, root, health, fail }: Beginning) {
  const settings = loadConfig(processSettings, environment)
  const metrics = createMetrics()
  const api = createApi({
    host: settings.API_HOST,
    port: settings.API_PORT,
    token: settings.API_TOKEN,
    title: service.name,
    log: root.child({ service: service.name }),
    metrics,
  })
  const server = createOpsServer(health, metrics)
  const ops = await server.listen({ host: settings.OPS_HOST, port: settings.OPS_PORT })
  const hosted = await host(service, { environment, log: root, health, metrics, api, fail })
  const addresses = api.used ? { ops, api: await api.listen() } : { ops }
  return {
    addresses,
    async stop() {
      await api.close()
      await hosted.stop()
      await server.close()
    },
  }
}

/** Why the process goes away: somebody asked for it, or a part died. The first reason counts. */
type Reason = { readonly signal: NodeJS.Signals } | { readonly failed: string }

function untilEnded(health: Health, log: Log) {
  let failed: ((reason: Reason) => void) | undefined
  const failure = new Promise<Reason>((resolve) => {
    failed = resolve
  })
  return {
    reason: Promise.race([untilStopped().then((signal): Reason => ({ signal })), failure]),
    fail(error: Error) {
      log.fatal({ error: error.name, reason: error.message }, 'a part died')
      health.drain()
      failed?.({ failed: error.name })
    },
    /** Nobody caught it, so nobody knows what its message holds. */
    lost(error: unknown) {
      log.fatal(errorFields(error), 'an error was caught by nobody')
      health.drain()
      failed?.({ failed: errorClass(error) })
    },
  }
}
