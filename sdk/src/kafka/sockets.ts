import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'

const KEEP_ALIVE_AFTER_MS = 60_000

/** What kafkajs asks for when it wants a connection. */
export interface SocketRequest {
  readonly host: string
  readonly port: number
  readonly ssl?: ConnectionOptions | undefined
  readonly onConnect: () => void
}

/** The sockets of one client, so that they can be cut at once and stay cut. */
export interface Sockets {
  open(request: SocketRequest): Socket
  /** Cuts every connection; from now on `open` throws. kafkajs has no way to cancel a send and would reconnect. */
  destroy(): void
}

export function createSockets(): Sockets {
  const alive = new Set<Socket>()
  let destroyed = false
  return {
    open({ host, port, ssl, onConnect }) {
      if (destroyed) throw new Error('this client was given up and may not reconnect')
      const named = isIP(host) === 0 ? { servername: host } : {}
      const socket = ssl
        ? connectTls({ host, port, ...named, ...ssl }, onConnect)
        : connectPlain({ host, port, noDelay: true }, onConnect)
      socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS)
      alive.add(socket)
      socket.once('close', () => alive.delete(socket))
      return socket
    },
    destroy() {
      destroyed = true
      // kafkajs listens for 'error' and 'end', not for 'close': without an error its requests would wait for their time-out.
      for (const socket of alive) socket.destroy(new Error('connection given up'))
      alive.clear()
    },
  }
}
