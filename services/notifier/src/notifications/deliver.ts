import type { Alert } from '@wabastream/schemas'
import type { Log } from '@wabastream/sdk/observe'
import type { Store } from '@wabastream/sdk/store'
import type { Destination } from '../destinations/destination.ts'
import type { Notify } from '../send/notify.ts'
import type { Outcome } from '../send/outcome.ts'
import { claim, drop, type Claim, type NotificationKey } from './claim.ts'
import type { Measures } from './measures.ts'
import { recordOutcome } from './record-outcome.ts'

/** What is left of a notification after a delivery. */
export type Delivered =
  /** Sent, or not worth sending. */
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly reason: string; readonly afterMs?: number | undefined }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Request {
  readonly key: NotificationKey
  readonly alert: Alert
  readonly failedToo?: boolean
  readonly log: Log
}

/** Delivers one notification. @throws what the store throws. */
export type Deliver = (request: Request) => Promise<Delivered>

export interface DeliverOptions {
  readonly store: Store
  readonly destinations: readonly Destination[]
  readonly notify: Notify
  readonly measures: Measures
  readonly clock?: () => number
}

export function createDeliver({ store, destinations, notify, measures, clock = Date.now }: DeliverOptions): Deliver {
  const byName = new Map(destinations.map((destination) => [destination.name, destination]))
  // Sent, but PostgreSQL went away before it could be told: without this the same process would send it once more.
  const untold = new Map<string, { readonly claim: Claim; readonly outcome: Outcome }>()

  async function settle(key: string, mine: Claim, outcome: Outcome): Promise<Delivered> {
    untold.set(key, { claim: mine, outcome })
    await recordOutcome(store, mine, outcome, clock())
    untold.delete(key)
    if (outcome.kind === 'sent') return { kind: 'done' }
    return outcome
  }

  return async ({ key, alert, failedToo = false, log }) => {
    const text = JSON.stringify([key.alertId, key.destination, key.run])
    const before = untold.get(text)
    if (before) return settle(text, before.claim, before.outcome)
    const destination = byName.get(key.destination)
    if (!destination) {
      await drop(store, key, 'the destination is no longer in the file', clock())
      return { kind: 'done' }
    }
    const claimed = await claim(store, key, { nowMs: clock(), failedToo })
    if (claimed.kind === 'busy') return { kind: 'again', reason: 'is being sent', afterMs: claimed.afterMs }
    if (claimed.kind === 'settled')
      return claimed.status === 'failed' ? { kind: 'failed', reason: 'failed before' } : { kind: 'done' }
    const startedMs = clock()
    const outcome = await notify(destination, alert)
    measures.attempt(destination.name, outcome.kind, clock() - startedMs)
    const { alert_id, rule, state } = alert
    const reason = outcome.kind === 'sent' ? undefined : outcome.reason
    const line = { destination: destination.name, alert_id, rule, state, call: claimed.claim.attempt, reason }
    if (outcome.kind === 'sent') log.info(line, 'notified')
    else log.warn(line, 'destination was not notified')
    return settle(text, claimed.claim, outcome)
  }
}
