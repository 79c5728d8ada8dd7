import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { ConfigError } from '../config/load.ts'
import { isLoopback } from '../config/loopback.ts'
import type { Log, Metrics } from '../observe/index.ts'
import { within } from '../service/signals.ts'
import { limits } from './limits.ts'
import { createServer } from './server.ts'

/** Where routes are added: Fastify with schemas of zod. A route gives a `summary`, its parameters and its `response`. */
export type ApiServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** The HTTP API of a process: one server for the routes of all its services. */
export interface Api {
  /** Adds routes, before `listen`. Their paths are unique over all services. */
  routes(register: (app: ApiServer) => void): void
  /** Whether any routes were added: otherwise there is nothing to listen for. */
  readonly used: boolean
  /** Opens the port; gives its address, such as `http://127.0.0.1:8090`. */
  listen(): Promise<string>
  /** Refuses new connections and gives what is due a few seconds. */
  close(): Promise<void>
}

export interface ApiOptions {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Without one only this machine may ask. */
  readonly token?: string | undefined
  readonly title: string
  readonly log: Log
  readonly metrics: Metrics
}

/**
 * Makes the API; nothing listens yet. Errors are problem JSON (RFC 9457); `GET /openapi.json` describes all routes.
 * @throws ConfigError when others could reach it without a token.
 */
export function createApi(options: ApiOptions): Api {
  const { host, port, token, log } = options
  if (token === undefined && !isLoopback(host))
    throw new ConfigError(['API_TOKEN: is required when others can reach API_HOST'])
  const server = createServer(options)
  let used = false
  return {
    get used() {
      return used
    },
    routes(register) {
      used = true
      void server.register(async (scope) => register(scope.withTypeProvider<ZodTypeProvider>()))
    },
    listen: () => server.listen({ host, port }),
    async close() {
      const closed = server.close()
      if (!(await within(limits.finishWithinMs, closed))) log.warn('requests were cut off')
      server.server.closeAllConnections()
      await closed
    },
  }
}
