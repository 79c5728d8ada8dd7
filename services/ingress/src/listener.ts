import type { Server } from 'node:http'
import type { Log } from '@wabastream/sdk/observe'
import { within, type Part } from '@wabastream/sdk/service'
import type { FastifyInstance } from 'fastify'
import type { IngressConfig } from './config.ts'

/** How long requests that have begun may take once the port is being closed, in milliseconds. */
const finishWithinMs = 6000

/** The open port. Stopping it refuses new connections and waits for the answers that are still due. */
export function listener(server: FastifyInstance, config: IngressConfig, log: Log): Part {
  const answering = countAnswering(server.server)
  return {
    name: 'public port',
    async start() {
      const address = await server.listen({ host: config.INGRESS_HOST, port: config.INGRESS_PORT })
      log.info({ address: `${address}/webhook` }, 'listening')
    },
    async stop() {
      const closed = server.close()
      await within(finishWithinMs, answering.none())
      // Left are sockets without a request, which Node would wait for, and senders that take too long.
      server.server.closeAllConnections()
      await closed
    },
  }
}

/** Counts the requests that have no complete answer yet. */
function countAnswering(server: Server): { none(): Promise<void> } {
  let count = 0
  let whenNone: (() => void) | undefined
  const onClose = () => {
    count -= 1
    if (count === 0) whenNone?.()
  }
  server.on('request', (_request, response) => {
    count += 1
    response.on('close', onClose)
  })
  return {
    none: () =>
      new Promise((resolve) => {
        whenNone = resolve
        if (count === 0) resolve()
      }),
  }
}
