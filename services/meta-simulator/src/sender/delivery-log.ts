import type { Level } from './route-update.ts'

/** One try to post a webhook. */
export interface Attempt {
  /** Epoch milliseconds. */
  readonly at: number
  /** HTTP status; null when there was no answer. */
  readonly status: number | null
  /** Why there was no answer. */
  readonly error: string | null
  readonly duration_ms: number
  /** The beginning of the answer's body. */
  readonly answer: string
}

/**
 * `sending`: a POST is under way or about to be. `waiting`: it failed and will be repeated. `delivered`: 200. `given_up`:
 * failed for too long, or a copy that failed. `cancelled`: the app is not subscribed any more. `moved`: the callback was
 * changed, the updates go there.
 */
export type DeliveryState = 'sending' | 'waiting' | 'delivered' | 'given_up' | 'cancelled' | 'moved'

/** One webhook to one callback, with all its attempts. */
export interface Delivery {
  readonly id: string
  /** Triggers whose updates it holds. */
  readonly event_ids: readonly string[]
  readonly app_id: string
  readonly callback: string
  readonly via: Level
  readonly waba_ids: readonly string[]
  readonly fields: readonly string[]
  readonly updates: number
  readonly bytes: number
  readonly state: DeliveryState
  /** The delivery of another app whose repetition brought this one, if it is a copy. */
  readonly copy_of: string | null
  /** The latest ones. */
  readonly attempts: readonly Attempt[]
  /** All of them, those that were forgotten included. */
  readonly attempt_count: number
}

export interface DeliveryLog {
  add(delivery: Delivery, body: Buffer): void
  change(id: string, change: Partial<Delivery>): void
  attempt(id: string, attempt: Attempt, state: DeliveryState): void
  /** Newest first. */
  list(): readonly Delivery[]
  find(id: string): { readonly delivery: Delivery; readonly body: string | null } | null
  clear(): void
}

const mostDeliveries = 2000
const mostAttempts = 50
/** Larger bodies are not kept. */
const largestBody = 32 * 1024

/** Remembers the latest deliveries. */
export function createDeliveryLog(): DeliveryLog {
  const deliveries = new Map<string, Delivery>()
  const bodies = new Map<string, string>()
  const change = (id: string, changed: Partial<Delivery>) => {
    const delivery = deliveries.get(id)
    if (delivery) deliveries.set(id, { ...delivery, ...changed })
  }
  return {
    add(delivery, body) {
      deliveries.set(delivery.id, delivery)
      if (body.length <= largestBody) bodies.set(delivery.id, body.toString('latin1'))
      const [oldest] = deliveries.keys()
      if (deliveries.size <= mostDeliveries || oldest === undefined) return
      deliveries.delete(oldest)
      bodies.delete(oldest)
    },
    change,
    attempt(id, attempt, state) {
      const known = deliveries.get(id)
      if (!known) return
      const attempts = [...known.attempts.slice(-(mostAttempts - 1)), attempt]
      change(id, { attempts, attempt_count: known.attempt_count + 1, state })
    },
    list: () => [...deliveries.values()].toReversed(),
    find(id) {
      const delivery = deliveries.get(id)
      return delivery ? { delivery, body: bodies.get(id) ?? null } : null
    },
    clear() {
      deliveries.clear()
      bodies.clear()
    },
  }
}
