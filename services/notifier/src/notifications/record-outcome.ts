import { timestamp, type Queryable } from '@wabastream/sdk/store'
import type { Outcome } from '../send/outcome.ts'
import { heldWaitMs } from './held-wait.ts'
import type { Claim } from './claim.ts'
import type { Status } from './status.ts'

/** What an outcome makes of a notification. */
interface Change {
  readonly status: Status
  readonly reason: string | null
  readonly httpStatus: number | null
  readonly dueAt: number | null
  readonly maybeReceived: boolean
}

/** Writes down how an attempt went, unless another attempt has begun since. */
export async function recordOutcome(db: Queryable, claim: Claim, outcome: Outcome, nowMs: number): Promise<void> {
  const { alertId, destination, run, attempt } = claim
  const { status, reason, httpStatus, dueAt, maybeReceived } = changeOf(claim, outcome, nowMs)
  await db.query(
    `update notifications set status = $5, reason = $6, http_status = $7, due_at = $8,
       maybe_received = maybe_received or $9, changed_at = $10, sent_at = case when $5 = 'sent' then $10::timestamptz end
     where alert_id = $1 and destination = $2 and run = $3 and attempts = $4 and status = 'sending'`,
    [alertId, destination, run, attempt, status, reason, httpStatus, timestamp(dueAt), maybeReceived, timestamp(nowMs)],
  )
}

function changeOf({ attempt, dueAt }: Claim, outcome: Outcome, nowMs: number): Change {
  const base = { httpStatus: outcome.status, dueAt, maybeReceived: false }
  if (outcome.kind === 'sent') return { ...base, status: 'sent', reason: null }
  const { reason } = outcome
  if (outcome.kind === 'failed') return { ...base, status: 'failed', reason }
  const { maybeReceived } = outcome
  if (dueAt === null) return { ...base, status: 'pending', reason, maybeReceived }
  const waitMs = heldWaitMs(attempt)
  if (waitMs === null) return { ...base, status: 'failed', reason: `given up: ${reason}`, maybeReceived }
  return { ...base, status: 'held', reason, maybeReceived, dueAt: nowMs + Math.max(waitMs, outcome.afterMs ?? 0) }
}
