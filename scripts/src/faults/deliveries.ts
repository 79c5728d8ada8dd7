import { setTimeout as sleep } from 'node:timers/promises'
import { createSender } from '@wabastream/sdk/webhook'
import type { PlannedWebhook } from './planned-webhooks.ts'

/** Webhooks on their way, sent again like Meta does until each got its 200. */
export interface Deliveries {
  /** Event ids of the webhooks that got 200. */
  readonly accepted: ReadonlySet<string>
  /** How often each status was answered so far; 0 = no answer at all. */
  readonly answers: ReadonlyMap<number, number>
  /** Resolves when every webhook got its 200; rejects when the signal ends it. */
  readonly done: Promise<void>
}

export interface DeliveriesOptions {
  readonly url: string
  readonly secret: string
  readonly webhooks: readonly PlannedWebhook[]
  /** Webhooks on their way at once. */
  readonly senders: number
  readonly signal?: AbortSignal | undefined
}

/** Far shorter than Meta's, so that a run does not last for hours. */
const firstWaitMs = 100
const longestWaitMs = 1000

/** Begins to send, a number of webhooks at once, each until it is accepted. */
export function startDeliveries({ url, secret, webhooks, senders, signal }: DeliveriesOptions): Deliveries {
  const sender = createSender({ url, secret, connections: senders })
  const accepted = new Set<string>()
  const answers = new Map<number, number>()
  const left = webhooks.values()

  const untilAccepted = async ({ body, eventId }: PlannedWebhook) => {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      signal?.throwIfAborted()
      const { status } = await sender.send(body)
      answers.set(status ?? 0, (answers.get(status ?? 0) ?? 0) + 1)
      if (status === 200) return void accepted.add(eventId)
      await sleep(waitMs * (0.5 + Math.random()), undefined, { signal })
    }
  }
  const work = async () => {
    for (const webhook of left) await untilAccepted(webhook)
  }
  const workAll = async () => {
    try {
      await Promise.all(Array.from({ length: senders }, work))
    } finally {
      await sender.close()
    }
  }
  const done = workAll()
  // Whoever started it waits for it; until then a failure is not unhandled.
  done.catch(() => {})
  return { accepted, answers, done }
}

/** Answers that were no 200, of all kinds. */
export function refusals({ answers }: Pick<Deliveries, 'answers'>): number {
  let count = 0
  for (const [status, times] of answers) if (status !== 200) count += times
  return count
}
