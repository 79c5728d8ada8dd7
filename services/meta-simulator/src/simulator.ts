import { fastify, type FastifyInstance } from 'fastify'
import { refuseRemote } from './config.ts'
import { addByHandRoutes } from './control/by-hand-routes.ts'
import { createClock } from './control/clock.ts'
import { addControlApi } from './control/control-api.ts'
import { addEventRoutes } from './control/event-routes.ts'
import { addObjectRoutes } from './control/object-routes.ts'
import { addRunningRoutes } from './control/running-routes.ts'
import { createSimControl, type SimControl } from './control-client/control-client.ts'
import { createFaults } from './faults/faults.ts'
import { createCallLog } from './graph/call-log.ts'
import { addGraphApi, answerUnreadable } from './graph/graph-api.ts'
import { verifyCallback } from './graph/verify-callback.ts'
import { createUsage } from './limits/usage.ts'
import { createSender } from './sender/sender.ts'
import { createSettings, type SettingsChange } from './settings.ts'
import { createWorld } from './world/world.ts'

export interface SimulatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: the system chooses. */
  readonly port?: number
  /** Needed for a host that is not a loopback address. */
  readonly allowRemote?: boolean
  readonly settings?: SettingsChange
  /** Epoch milliseconds; windows of limits and ends of tokens follow it. Default: that of the system. */
  readonly clock?: () => number
}

/** A simulated Meta: Graph API, sender of webhooks, and control API, all on one port. */
export interface Simulator {
  /**
   * What `META_GRAPH_URL` has to be, such as `http://127.0.0.1:8070`.
   * @throws Error before `start`.
   */
  readonly graphUrl: string
  /** Talks to the control API over HTTP. @throws Error before `start`. */
  readonly control: SimControl
  start(): Promise<void>
  /** Ends all deliveries and connections. */
  stop(): Promise<void>
}

/**
 * Makes a simulator; nothing listens yet. Its world is empty.
 * @throws ConfigError for a host that others can reach, without `allowRemote`.
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { host = '127.0.0.1', port = 0, allowRemote = false } = options
  refuseRemote(host, allowRemote)
  const ending = new AbortController()
  const { server, forget } = createServer(options, ending.signal)
  let url: string | null = null
  const started = () => {
    if (url === null) throw new Error('The simulator has not been started')
    return url
  }
  return {
    get graphUrl() {
      return started()
    },
    get control() {
      return createSimControl(started())
    },
    async start() {
      url = await server.listen({ host, port })
    },
    async stop() {
      ending.abort()
      forget()
      const closed = server.close()
      // Calls that a fault left without an answer would keep it open.
      server.server.closeAllConnections()
      await closed
    },
  }
}

function createServer(options: SimulatorOptions, signal: AbortSignal) {
  const world = createWorld()
  const settings = createSettings(options.settings)
  const clock = createClock(options.clock ?? Date.now)
  const [usage, faults, calls] = [createUsage(clock.now), createFaults(), createCallLog()]
  const sender = createSender({ world, settings, clock: clock.now })
  const verify = (callback: string, verifyToken: string) =>
    verifyCallback(callback, verifyToken, settings.now.callback_timeout_ms)
  const server: FastifyInstance = fastify({
    logger: false,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    frameworkErrors: (_, request, reply) => answerUnreadable(request, reply),
  })
  server.setNotFoundHandler(answerUnreadable)
  addControlApi(server, (scope) => {
    addObjectRoutes(scope, world, clock.now)
    addByHandRoutes(scope, world)
    addEventRoutes(scope, world, sender)
    addRunningRoutes(scope, { world, settings, clock, usage, faults, calls, forgetDeliveries: sender.forget })
  })
  addGraphApi(server, { context: { world, settings, clock: clock.now, verify }, usage, faults, calls, signal })
  return { server, forget: sender.forget }
}
