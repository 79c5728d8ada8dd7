import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** For tests: a webhook that a callback got. */
export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** As on the wire. */
  readonly body: string
}

/** For tests: a real callback on this machine. */
export interface Callback {
  readonly url: string
  /** POSTs, in the order of arrival. */
  readonly received: readonly Received[]
  /** Paths with query of the GETs. */
  readonly verifications: readonly string[]
  /** Statuses of the next POSTs, one each; afterwards 200. */
  answer(...statuses: readonly number[]): void
  /** How it answers the handshake from now on; as it should by default. */
  handshake(how: 'right' | 'other challenge' | 'forbidden' | 'redirect'): void
  stop(): Promise<void>
}

/** Starts a callback that knows this verify token. */
export async function startCallback(verifyToken: string): Promise<Callback> {
  const [received, verifications, statuses]: [Received[], string[], number[]] = [[], [], []]
  let how = 'right'
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      if (request.method === 'POST') {
        received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString('latin1') })
        response.writeHead(statuses.shift() ?? 200).end('seen')
        return
      }
      verifications.push(path)
      const query = new URL(path, 'http://localhost').searchParams
      const knows = query.get('hub.mode') === 'subscribe' && query.get('hub.verify_token') === verifyToken
      if (how === 'redirect') response.writeHead(302, { location: '/' }).end(query.get('hub.challenge'))
      else if (!knows || how === 'forbidden') response.writeHead(403).end()
      else response.end(how === 'right' ? query.get('hub.challenge') : 'another')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    verifications,
    answer: (...next) => void statuses.push(...next),
    handshake: (next) => void (how = next),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
