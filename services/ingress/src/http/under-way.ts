import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The requests of each connection that have no complete answer yet, and a count of the answers. */
export interface UnderWay {
  watch(server: Server): void
  /** In the order of the requests. */
  of(socket: Socket): readonly ServerResponse[]
}

/**
 * @param answered told the status of every answer that went out, once; nothing of a request whose sender went away
 *   before. It sees more than a hook of Fastify: also what Fastify refuses by itself, such as a malformed path.
 */
export function createUnderWay(answered: (status: number) => void): UnderWay {
  const responses = new WeakMap<Socket, ServerResponse[]>()
  return {
    watch(server) {
      server.on('request', ({ socket }, response) => {
        const waiting = responses.get(socket) ?? []
        if (waiting.push(response) === 1) responses.set(socket, waiting)
        // A response closes once, so `once` would only cost more.
        response.on('close', () => {
          waiting.splice(waiting.indexOf(response), 1)
          if (response.headersSent) answered(response.statusCode)
        })
      })
    },
    of: (socket) => [...(responses.get(socket) ?? [])],
  }
}
