import { fastify, type FastifyInstance } from 'fastify'
import type { Health } from './health.ts'
import type { Metrics } from './metrics.ts'

/**
 * The port for operators. `/livez` says that the event loop turns, and asks nobody; `/readyz` says whether work can be
 * taken, and why not; `/metrics` is Prometheus text.
 */
export function createOpsServer(health: Health, metrics: Metrics): FastifyInstance {
  const server = fastify({ logger: false })
  server.get('/livez', () => ({ status: 'alive' }))
  server.get('/readyz', (_request, reply) => {
    const problems = health.problems()
    const ready = Object.keys(problems).length === 0
    return reply.code(ready ? 200 : 503).send(ready ? { status: 'ready' } : { status: 'not ready', problems })
  })
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
  return server
}
