import type { Connection } from './connection.ts'
import type { LoopResult } from './closed-loop.ts'

export interface OpenLoopResult extends LoopResult {
  /** From the moment at which each request was due, so that a stall counts for all who wait behind it. */
  readonly latenciesMs: readonly number[]
}

/** Sends requests at a fixed rate, however fast the answers come. */
export function openLoop(
  connections: readonly Connection[],
  requests: readonly Buffer[],
  perSecond: number,
): Promise<OpenLoopResult> {
  const statuses = new Map<number, number>()
  const latenciesMs: number[] = []
  const startedAt = performance.now()
  const dueAt = (index: number) => startedAt + (index * 1000) / perSecond
  let sent = 0
  return new Promise((resolve) => {
    const sendDue = () => {
      for (const connection of connections) {
        if (sent >= requests.length || dueAt(sent) > performance.now()) return
        if (connection.isFree) sendOne(connection, requests[sent] as Buffer, dueAt(sent))
      }
    }
    const ticking = setInterval(sendDue, 1)
    const sendOne = (connection: Connection, request: Buffer, due: number) => {
      sent += 1
      connection.send(request, (status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        latenciesMs.push(performance.now() - due)
        if (latenciesMs.length < requests.length) return
        clearInterval(ticking)
        resolve({ durationMs: performance.now() - startedAt, statuses, latenciesMs })
      })
    }
  })
}
