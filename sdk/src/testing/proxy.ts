import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'

import { forward } from './forward.ts'

const host = '127.0.0.1'

export interface ProxyTarget {
  readonly host: string
  readonly port: number
  /** Port of the proxy itself. Without it: one that the system chooses. */
  readonly listenPort?: number | undefined
}

export interface ProxyCounters {
  /** Connections accepted so far. */
  readonly accepted: number
  /** Connections open now. */
  readonly open: number
  readonly bytesToTarget: number
  readonly bytesToClient: number
}

/** A TCP proxy that misbehaves on request. Everything takes effect at once, on open connections too. */
export interface Proxy {
  readonly port: number
  /** Adds a delay each way, in milliseconds; order is kept. 0 takes it away. */
  delay(ms: number): void
  /** Resets every open connection. New ones are accepted. */
  cut(): void
  /** Connections stay, new ones are accepted, and not one byte passes: a network that swallows packets. */
  freeze(): void
  /** Ends `freeze` (what gathered is passed on) and `refuse`. */
  thaw(): Promise<void>
  /** Stops listening, so that new connections are refused, and resets the open ones. */
  refuse(): Promise<void>
  /** Resets everything and ends. Calling it again is harmless. */
  close(): Promise<void>
  counters(): ProxyCounters
}

interface Pair {
  readonly client: Socket
  readonly target: Socket
}

/** What a running proxy changes while it runs. */
export interface ProxyState {
  delayMs: number
  frozen: boolean
  bytesToTarget: number
  bytesToClient: number
  /** Called once, when the freeze ends. */
  readonly waiting: Set<() => void>
}

/** Starts a proxy on 127.0.0.1 in front of a server. */
export async function startProxy(target: ProxyTarget): Promise<Proxy> {
  const state: ProxyState = { delayMs: 0, frozen: false, bytesToTarget: 0, bytesToClient: 0, waiting: new Set() }
  const pairs = new Set<Pair>()
  let accepted = 0
  const onConnection = (client: Socket): void => {
    accepted += 1
    const pair = { client, target: connect({ host: target.host, port: target.port }) }
    pairs.add(pair)
    joinPair(pair, state, () => pairs.delete(pair))
  }
  const cut = (): void => {
    for (const pair of pairs) resetPair(pair)
  }
  let server = await listen(target.listenPort ?? 0, onConnection)
  const { port } = server.address() as { port: number }
  const refuse = async (): Promise<void> => {
    const closed = server.listening ? once(server, 'close') : undefined
    server.close()
    cut()
    await closed
  }
  return {
    port,
    delay: (ms) => {
      state.delayMs = ms
    },
    cut,
    freeze: () => {
      state.frozen = true
    },
    thaw: async () => {
      state.frozen = false
      for (const wake of state.waiting) wake()
      state.waiting.clear()
      if (!server.listening) server = await listen(port, onConnection)
    },
    refuse,
    close: refuse,
    counters: () => ({
      accepted,
      open: pairs.size,
      bytesToTarget: state.bytesToTarget,
      bytesToClient: state.bytesToClient,
    }),
  }
}

async function listen(port: number, onConnection: (client: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, onConnection)
  server.listen({ host, port })
  await once(server, 'listening')
  return server
}

/** Couples the two ends; when one breaks, the other is reset too. */
function joinPair(pair: Pair, state: ProxyState, onEnd: () => void): void {
  const { client, target } = pair
  target.setNoDelay(true)
  for (const socket of [client, target]) {
    // The cause is always the peer or one of our own faults; the other end sees a reset, which is what is wanted.
    socket.on('error', () => resetPair(pair))
    socket.on('close', () => {
      if (client.destroyed && target.destroyed) onEnd()
    })
  }
  forward(client, target, state, (bytes) => (state.bytesToTarget += bytes))
  forward(target, client, state, (bytes) => (state.bytesToClient += bytes))
}

function resetPair({ client, target }: Pair): void {
  client.resetAndDestroy()
  target.resetAndDestroy()
}
