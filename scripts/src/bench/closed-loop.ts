import type { Connection } from './connection.ts'

/** What a server answered to a number of requests. */
export interface LoopResult {
  readonly durationMs: number
  /** How often each status came. */
  readonly statuses: ReadonlyMap<number, number>
}

/** Sends all requests, each connection its next one as soon as it has an answer: the server is never idle. */
export function closedLoop(connections: readonly Connection[], requests: readonly Buffer[]): Promise<LoopResult> {
  const statuses = new Map<number, number>()
  const startedAt = performance.now()
  let sent = 0
  let answered = 0
  return new Promise((resolve) => {
    const sendNext = (connection: Connection) => {
      const request = requests[sent]
      if (request === undefined) return
      sent += 1
      connection.send(request, (status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        answered += 1
        if (answered === requests.length) resolve({ durationMs: performance.now() - startedAt, statuses })
        else sendNext(connection)
      })
    }
    for (const connection of connections) sendNext(connection)
  })
}
