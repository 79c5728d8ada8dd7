// Loaded with --import into every server that the rig starts: the server's own code stays as it is.
// It answers the owner's questions over the channel, and ends the server when the owner is gone.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

/** What the owner may ask; each is answered by one ProbeAnswer. */
export type ProbeQuestion =
  | { readonly ask: 'usage' }
  | { readonly ask: 'start profile' }
  | { readonly ask: 'write profile'; readonly file: string }

export interface ProbeAnswer {
  /** CPU time of the process so far, user and system, all threads, in microseconds. */
  readonly cpuUs: number
  readonly rssBytes: number
}

const session = new Session()

process.on('message', (question: ProbeQuestion) => void answer(question))
process.on('disconnect', () => process.exit(1))
// Only now, because a listener takes hold of it: the channel must not keep a server alive that has stopped.
process.channel?.unref()

async function answer(question: ProbeQuestion): Promise<void> {
  if (question.ask === 'start profile') {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 200 })
    await session.post('Profiler.start')
  }
  if (question.ask === 'write profile') {
    const { profile } = await session.post('Profiler.stop')
    writeFileSync(question.file, JSON.stringify(profile))
    session.disconnect()
  }
  const { user, system } = process.cpuUsage()
  const said: ProbeAnswer = { cpuUs: user + system, rssBytes: process.memoryUsage.rss() }
  process.send?.(said, undefined, undefined, () => {})
}
