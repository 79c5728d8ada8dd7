import type { FastifyInstance } from 'fastify'
import { Histogram } from 'prom-client'
import type { Metrics } from '../observe/index.ts'

/** Counts and times answers by the pattern of their route, never by the path, which may name a person. */
export function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  const seconds = new Histogram({
    name: 'wabastream_api_request_seconds',
    help: 'Time to an answer of the HTTP API',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  })
  server.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) if (name === 'GET') seconds.zero({ method: name, route: url, status: '200' })
  })
  server.addHook('onResponse', async (request, reply) => {
    const { is404, method, routeOptions } = request
    // Methods outside of the usual ones come from outside too.
    const labels = is404 ? { method: 'other', route: 'none' } : { method, route: routeOptions.url ?? 'none' }
    seconds.observe({ ...labels, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
}
