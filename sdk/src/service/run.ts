import { z } from 'zod'
import { ConfigError, loadConfig, printConfig, readEnvironment, serviceSettings } from '../config/index.ts'
import { createHealth, createLog, createMetrics, createOpsServer } from '../observe/index.ts'
import { host } from './host.ts'
import type { Service } from './service.ts'
import { untilStopped, within } from './signals.ts'

const opsSettings = z.object(serviceSettings)

/** How long a service may take to finish what is in flight, in milliseconds. */
const stopWithinMs = 10_000

/**
 * The whole life of a process that hosts one service: settings, ports for operators, parts, signals, exit code.
 * Exit codes: 0 stopped as asked, 1 failed, 2 wrong settings. `--print-config` prints the settings, masked, and ends.
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
  const environment = readEnvironment()
  const config = loadConfig(service.config, environment)
  if (process.argv.includes('--print-config')) {
    process.stdout.write(printConfig(service.config, config))
    return 0
  }
  const ops = loadConfig(opsSettings, environment)
  const root = createLog({ level: ops.LOG_LEVEL })
  const log = root.child({ service: service.name })
  const [health, metrics] = [createHealth(), createMetrics()]
  const server = createOpsServer(health, metrics)
  const stopping = untilStopped()
  const address = await server.listen({ host: ops.OPS_HOST, port: ops.OPS_PORT })
  const hosted = await host(service, { environment, log: root, health, metrics })
  log.info({ ops: address }, 'started')
  const signal = await stopping
  log.info({ signal }, 'stopping')
  health.drain()
  const clean = await within(stopWithinMs, hosted.stop())
  await server.close()
  log.info({ clean }, 'stopped')
  return clean ? 0 : 1
}
