import type { ServerProcess } from '../process/server-process.ts'
import { lastLines } from '../process/last-lines.ts'
import { LocalStackError } from '../local-stack-error.ts'
import { waitUntil } from '../wait-until.ts'

const readyWithinMs = 90_000

/** Resolves when the server answers. If it ends first, or never answers, it is stopped and the error shows its log. */
export async function waitForServer(
  server: ServerProcess,
  answers: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  let hasEnded = false
  void server.ended.then(() => {
    hasEnded = true
  })
  try {
    const ready = await waitUntil(async () => hasEnded || (await answers()), { withinMs: readyWithinMs, signal })
    if (ready && !hasEnded) return
    const what = hasEnded ? 'ended while it was starting' : `did not answer within ${readyWithinMs / 1_000} s`
    throw new LocalStackError('server_failed', `${server.name} ${what}.\n${await lastLines(server.logFile)}`)
  } catch (error) {
    await server.stop()
    throw error
  }
}
