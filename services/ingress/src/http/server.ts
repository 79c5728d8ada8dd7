import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answerError } from './answer-error.ts'
import { clientErrorHandler } from './client-error.ts'
import { limits } from './limits.ts'
import { receiveRoute, type ReceiveParts } from './receive-route.ts'
import { refuse } from './refuse.ts'
import { createUnderWay } from './under-way.ts'
import { verifySubscription } from './verification.ts'

export interface ServerParts extends ReceiveParts {
  readonly verifyTokens: readonly string[]
  /** Told the status of every answer, once. */
  readonly answered: (status: number) => void
}

/** The public HTTP server: GET and POST /webhook, and nothing else. It does not listen yet. */
export function createServer(parts: ServerParts): FastifyInstance {
  const underWay = createUnderWay(parts.answered)
  const server = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    exposeHeadRoutes: false,
    // A path that cannot be decoded is one that does not exist.
    frameworkErrors: (_error, _request, reply) => refuse(reply as FastifyReply, 404),
    forceCloseConnections: 'idle',
    // While it closes, the answer is our own 503.
    return503OnClosing: false,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.requestTimeoutMs,
    clientErrorHandler: clientErrorHandler(underWay, parts.answered),
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.timeoutCheckMs,
      maxHeaderSize: limits.headerBytes,
    },
  })
  underWay.watch(server.server)
  server.addHook('onRequest', refuseOtherRoutes)
  server.setErrorHandler(answerError)
  // Signatures cover bytes, so bodies are read as bytes: see receive-route.ts.
  server.removeAllContentTypeParsers()
  server.get('/webhook', (request, reply) => {
    const verification = verifySubscription(request.query as Record<string, unknown>, parts.verifyTokens)
    if ('status' in verification) return reply.code(verification.status).send()
    return reply
      .type('text/plain; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .send(verification.challenge)
  })
  let closing = false
  server.addHook('preClose', (done) => {
    closing = true
    done()
  })
  server.route(receiveRoute({ ...parts, accepting: () => !closing && parts.accepting() }))
  return server
}

/** Answers before a body is read: this also keeps unknown paths from costing memory. */
function refuseOtherRoutes(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (!request.is404) return done()
  refuse(reply, pathOf(request.url) === '/webhook' ? 405 : 404)
}

/** As routes see it: `/web%68ook` is /webhook. A path that cannot be decoded never comes here. */
function pathOf(url: string): string {
  return decodeURI(url.split(/[?#]/, 1)[0] ?? '')
}
