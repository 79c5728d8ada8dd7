import { createSender, type Sender, type Sent } from '@wabastream/sdk/webhook'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Paint, terminalPaint } from '../output/paint.ts'
import { print, tell } from '../output/standard-output.ts'
import { exitCode } from '../program/exit-code.ts'
import { type CopyFlags, copiesOf } from './copies.ts'
import type { Receiver } from './receiver.ts'
import type { Source, Sources } from './sources.ts'

/** Without a rate so many webhooks are on their way at once; with a rate as many as the rate needs. */
const atOnce = 8
const mostAtOnce = 512

export interface SendFlags extends CopyFlags {
  /** Webhooks per second; without it as fast as they are answered. */
  readonly rate?: number
  readonly output: 'table' | 'json'
}

/** How one webhook went. */
interface Outcome extends Sent {
  readonly name: string
}

/** Sends bodies and prints the status of each; gives the exit code: done only if every one got 200. */
export async function runSend(
  receiver: Receiver,
  { bodies, inOrder, see }: Sources,
  flags: SendFlags,
  signal: AbortSignal,
): Promise<number> {
  const workers = inOrder ? 1 : flags.rate ? mostAtOnce : atOnce
  const sender = createSender({ ...receiver, connections: workers })
  const total = bodies.length * flags.count
  const counts = { sent: 0, kept: 0 }
  const lineOf = flags.output === 'json' ? jsonLine : textLine(terminalPaint())
  const onSent = async (outcome: Outcome) => {
    counts.sent++
    if (outcome.status === 200) counts.kept++
    await print(lineOf(outcome))
  }
  try {
    const copies = copiesOf(bodies, flags)
    await (flags.rate
      ? sendAtRate(sender, copies, { rate: flags.rate, workers, signal, onSent })
      : sendAll(sender, copies, { workers, signal, onSent }))
  } finally {
    await sender.close()
  }
  if (counts.sent > 1 || counts.sent < total)
    tell(`${counts.kept} of ${total} got 200${counts.sent < total ? `, ${total - counts.sent} were not sent` : ''}`)
  if (see.length > 0) tell(`What became of it:\n${see.map((path) => `  ${path}`).join('\n')}`)
  return counts.kept === total ? exitCode.done : exitCode.failed
}

interface Watch {
  /** So many may be on their way at once. */
  readonly workers: number
  readonly signal: AbortSignal
  readonly onSent: (outcome: Outcome) => Promise<void>
}

/** Closed loop: the next one starts when one is answered. */
async function sendAll(sender: Sender, copies: Iterator<Source>, { workers, signal, onSent }: Watch): Promise<void> {
  const worker = async () => {
    for (let next = copies.next(); !next.done && !signal.aborted; next = copies.next())
      await onSent({ name: next.value.name, ...(await sender.send(next.value.body)) })
  }
  await Promise.all(Array.from({ length: workers }, worker))
}

/** Open loop: each one starts at its time, whether or not the earlier ones are answered. */
async function sendAtRate(
  sender: Sender,
  copies: Iterable<Source>,
  { rate, workers, signal, onSent }: Watch & { readonly rate: number },
): Promise<void> {
  const startedAt = performance.now()
  const underway = new Set<Promise<void>>()
  let started = 0
  for (const { name, body } of copies) {
    const waitMs = startedAt + (started++ * 1000) / rate - performance.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
    const work: Promise<void> = sender
      .send(body)
      .then((sent) => onSent({ name, ...sent }))
      .finally(() => underway.delete(work))
    underway.add(work)
    if (underway.size >= workers) await Promise.race(underway)
  }
  await Promise.all(underway)
}

function textLine(paint: Paint): (outcome: Outcome) => string {
  return ({ name, status, error, durationMs }) => {
    const answer = status === null ? `no answer (${error})` : String(status)
    return `${paint(status === 200 ? 'green' : 'red', answer)}  ${durationMs.toFixed(0).padStart(5)} ms  ${name}\n`
  }
}

function jsonLine({ name, status, error, durationMs }: Outcome): string {
  return `${JSON.stringify({ sample: name, status, error, ms: Math.round(durationMs * 10) / 10 })}\n`
}
