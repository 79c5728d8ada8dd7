import type { ServerProcess } from '../rig/server-process.ts'
import { openConnection, type Connection } from './connection.ts'

/** A server under test with its open connections. */
export interface Subject extends AsyncDisposable {
  readonly name: string
  readonly server: ServerProcess
  readonly connections: readonly Connection[]
  /** Never resolves; rejects when the server closes a connection. */
  readonly lost: Promise<never>
}

/**
 * Connects to a server. Use the connections at once: a server closes those on which no request comes. Disposing closes
 * them and ends the server.
 */
export async function openSubject(
  name: string,
  { server, port }: { readonly server: ServerProcess; readonly port: number },
  count: number,
): Promise<Subject> {
  const { promise: lost, reject } = Promise.withResolvers<never>()
  // Whoever waits hears it; nobody has to.
  lost.catch(() => {})
  const onLost = () => reject(new Error(`${name} closed a connection.\n${server.said}`))
  const connections = await Promise.all(Array.from({ length: count }, () => openConnection(port, onLost)))
  return {
    name,
    server,
    connections,
    lost,
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection.close()
      await server.kill()
    },
  }
}
