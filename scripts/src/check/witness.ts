import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** Sees another process live and die through a connection, which works for processes of any parent. */
export interface Witness extends Disposable {
  readonly port: number
  /** Resolves when a process has connected; what it returns resolves when that process is gone. */
  arrival(): Promise<{ gone: Promise<unknown> }>
}

/** Listens on a free port; a process shows itself by `net.connect(port)`. */
export async function startWitness(): Promise<Witness> {
  const server = createServer()
  const arrived = once(server, 'connection') as Promise<[Socket]>
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    arrival: async () => {
      const [socket] = await arrived
      return {
        gone: new Promise((resolve) =>
          socket
            .on('error', () => {})
            .once('close', resolve)
            .resume(),
        ),
      }
    },
    [Symbol.dispose]: () => void server.close(),
  }
}
