import { fastify, type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Log, Metrics } from '../observe/index.ts'
import { createAllowedMethods } from './allowed-methods.ts'
import { answerProblem, errorHandler, safeHeaders } from './answer-error.ts'
import { clientErrorHandler } from './client-error.ts'
import { createGuard } from './guard.ts'
import { limits } from './limits.ts'
import { measureRequests } from './measure.ts'
import { describeRoutes } from './open-api.ts'
import { badRequest, notFound, Problem } from './problem.ts'

export interface ServerOptions {
  readonly title: string
  readonly log: Log
  readonly metrics: Metrics
  readonly token?: string | undefined
  readonly handlerTimeoutMs?: number
}

/** The server before any route of a service. */
export function createServer({ token, title, log, metrics, handlerTimeoutMs }: ServerOptions): FastifyInstance {
  const server = bareServer(log, handlerTimeoutMs ?? limits.handlerTimeoutMs)
  const guard = createGuard(token)
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders)
    guard(request)
    // Sent as a parameter it would fail in PostgreSQL, whose texts hold no NUL. A percent sign itself is %25.
    if (request.url.includes('%00')) throw badRequest('The URL holds %00: nothing here has a NUL.')
  })
  const allowedMethods = createAllowedMethods(server)
  server.setNotFoundHandler((request, reply) => answerProblem(reply, refusal(allowedMethods(request.url))))
  measureRequests(server, metrics)
  describeRoutes(server, { title, token: token !== undefined })
  return server
}

function bareServer(log: Log, handlerTimeout: number): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    routerOptions: { maxParamLength: limits.paramLength },
    frameworkErrors: (error, request, reply) => errorHandler(log)(error, request, reply),
    clientErrorHandler,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestTimeoutMs,
    handlerTimeout,
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.timeoutCheckMs,
      maxHeaderSize: limits.headerBytes,
    },
  })
  server.removeContentTypeParser('text/plain')
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler(errorHandler(log))
  return server
}

/** Why nothing answers: the path has no routes, or none of that method. */
function refusal(allowed: readonly string[]): Problem {
  if (allowed.length === 0) return notFound('There is nothing here. GET /openapi.json lists what there is.')
  const allow = allowed.join(', ')
  return new Problem(405, `The methods of this path are ${allow}.`, { headers: { allow } })
}
