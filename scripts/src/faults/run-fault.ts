import { randomBytes } from 'node:crypto'
import { startDeliveries } from './deliveries.ts'
import type { FaultRig } from './fault-rig.ts'
import type { Fault } from './faults.ts'
import { keptEventIds } from './kept-event-ids.ts'
import { plannedWebhooks } from './planned-webhooks.ts'
import { tallyOf, type Tally } from './tally.ts'

export interface FaultRunOptions {
  readonly rig: FaultRig
  readonly webhooks: number
  readonly senders: number
  readonly tell: (what: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Sends webhooks while the fault happens, until each was accepted, and counts what is on the topic then. */
export async function runFault(fault: Fault, options: FaultRunOptions): Promise<Tally> {
  const { rig, webhooks, senders, tell, signal } = options
  const run = randomBytes(6).toString('hex')
  const planned = plannedWebhooks(webhooks, run)
  const giveUp = new AbortController()
  const deliveries = startDeliveries({
    url: rig.ingress.url,
    secret: rig.ingress.secret,
    webhooks: planned,
    senders,
    signal: signal ? AbortSignal.any([signal, giveUp.signal]) : giveUp.signal,
  })
  try {
    await fault({ rig, deliveries, webhooks, tell })
    tell('waiting until every webhook got its 200')
    await deliveries.done
  } finally {
    giveUp.abort()
    await deliveries.done.catch(() => {})
  }
  const ours = new Set(planned.map(({ eventId }) => eventId))
  const kept = new Map([...(await keptEventIds(rig.addresses))].filter(([eventId]) => ours.has(eventId)))
  return tallyOf(webhooks, deliveries, kept)
}
