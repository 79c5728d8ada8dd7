import { defaultPolicy } from '@wabastream/sdk/consumer'
import { timestamp, type Store, type Tx } from '@wabastream/sdk/store'
import { openingTold } from './opening-told.ts'
import { claimHoldsMs, type Status } from './status.ts'

/** Which notification. */
export interface NotificationKey {
  readonly alertId: string
  readonly destination: string
  readonly run: string
}

/** The right to send a notification; the number of the attempt shows whether somebody took it over meanwhile. */
export interface Claim extends NotificationKey {
  readonly attempt: number
  /** Set: the loop for quiet periods repeats it. Null: the consumer does. */
  readonly dueAt: number | null
}

export type Claimed =
  | { readonly kind: 'mine'; readonly claim: Claim }
  /** Somebody else is at it, or has to be first; ask again after that time. */
  | { readonly kind: 'busy'; readonly afterMs: number }
  /** There is nothing to do. */
  | { readonly kind: 'settled'; readonly status: Status }

export interface ClaimOptions {
  readonly nowMs: number
  /** Also take what failed for good: somebody sends the alert once more on purpose. */
  readonly failedToo?: boolean
}

/** Asking for more would skip the first retry topic, and the wait be ten minutes. */
const shortestRetryMs = defaultPolicy.retryDelaysMs['retry-10s']

interface Row {
  readonly status: Status
  readonly destination: string
  readonly state: string
  readonly incident_id: string
  readonly attempts: number
  readonly claimed_at: number | null
  readonly due_at: number | null
}

/**
 * Marks a notification as `sending`, unless it is settled, or on its way. It locks the incident: what is decided about an
 * opening and its recovery is decided one after the other.
 */
export async function claim(store: Store, key: NotificationKey, options: ClaimOptions): Promise<Claimed> {
  return store.transaction(async (tx) => {
    const { nowMs } = options
    const latest = await lockIncident(tx, key.alertId)
    const [row] = await tx.query<Row>(`select * from notifications where ${isKey}`, values(key))
    if (!row || latest === null) return { kind: 'settled', status: 'dropped' }
    const { status } = row
    if (status === 'sent' || status === 'dropped' || (status === 'failed' && options.failedToo !== true))
      return { kind: 'settled', status }
    const sinceMs = nowMs - (row.claimed_at ?? 0)
    if (status === 'sending' && sinceMs < claimHoldsMs)
      return { kind: 'busy', afterMs: Math.min(claimHoldsMs - sinceMs, shortestRetryMs) }
    const unwanted = await whyNotSend(tx, row, latest, nowMs)
    if (unwanted === 'busy') return { kind: 'busy', afterMs: 1000 }
    if (unwanted !== null) return drop(tx, key, unwanted, nowMs)
    await tx.query(
      `update notifications set status = 'sending', attempts = attempts + 1, claimed_at = $4, changed_at = $4,
         maybe_received = maybe_received or status = 'sending' where ${isKey}`,
      [...values(key), timestamp(nowMs)],
    )
    return { kind: 'mine', claim: { ...key, attempt: row.attempts + 1, dueAt: row.due_at } }
  })
}

/** What stands in the way of sending it now; null when nothing does. */
async function whyNotSend(tx: Tx, row: Row, latestState: string, nowMs: number): Promise<string | null> {
  if (row.state === 'open') return latestState === 'open' ? null : 'the incident was over before it was sent'
  const told = (await openingTold(tx, row.incident_id, nowMs)).get(row.destination) ?? 'no'
  if (told === 'busy') return 'busy'
  return told === 'yes' ? null : 'the opening did not reach the destination'
}

/** The incident's latest state; null when it is forgotten. */
async function lockIncident(tx: Tx, alertId: string): Promise<string | null> {
  const [incident] = await tx.query<{ state: string }>(
    `select state from alert_incidents
     where incident_id = (select incident_id from alert_states where alert_id = $1) for update`,
    [alertId],
  )
  return incident?.state ?? null
}

/** Gives a notification up before it was sent. */
export async function drop(tx: Tx | Store, key: NotificationKey, reason: string, nowMs: number): Promise<Claimed> {
  await tx.query(
    `update notifications set status = 'dropped', reason = $4, changed_at = $5,
       maybe_received = maybe_received or status = 'sending' where ${isKey} and status <> 'sent'`,
    [...values(key), reason, timestamp(nowMs)],
  )
  return { kind: 'settled', status: 'dropped' }
}

const isKey = 'alert_id = $1 and destination = $2 and run = $3'
const values = ({ alertId, destination, run }: NotificationKey) => [alertId, destination, run]
