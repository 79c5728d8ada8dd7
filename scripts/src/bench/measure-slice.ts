import { closedLoop } from './closed-loop.ts'
import { onlyAccepted } from './only-accepted.ts'
import type { Subject } from './subject.ts'

/** What one slice of load cost the server. */
export interface Slice {
  /** CPU time of the server process, user and system, per request. */
  readonly cpuUs: number
  readonly perSecond: number
}

/** Sends all requests as fast as the server answers. Throws when one of them was not answered with 200. */
export async function measureSlice(subject: Subject, requests: readonly Buffer[]): Promise<Slice> {
  const { name, server, connections, lost } = subject
  const before = await server.ask({ ask: 'usage' })
  const { durationMs, statuses } = await Promise.race([closedLoop(connections, requests), lost])
  const after = await server.ask({ ask: 'usage' })
  onlyAccepted(name, statuses)
  return {
    cpuUs: (after.cpuUs - before.cpuUs) / requests.length,
    perSecond: (requests.length * 1000) / durationMs,
  }
}
