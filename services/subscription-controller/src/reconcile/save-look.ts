import { isDeepStrictEqual } from 'node:util'
import { subscriptionState } from '@wabastream/schemas'
import { timestamp, type Tx } from '@wabastream/sdk/store'
import { backoffMs, spreadMs } from '../budget/backoff.ts'
import { findApp, type WabaRow } from '../desired/rows.ts'
import type { Fault } from '../graph/fault.ts'
import { rules } from '../rules/index.ts'
import { auditIn } from './audit.ts'
import { withSince, type Condition } from './condition.ts'
import { findingsOf } from './conditions.ts'
import { recheckMs, retryPause, type Desk } from './desk.ts'
import type { Look } from './look-at-waba.ts'

interface Told {
  readonly waba: WabaRow
  readonly look: Look
  /** When there was nothing to look at yet: how long to wait. */
  readonly waitMs: number
}

/** Keeps a look: the row, the conditions, the state for its topic, the audit and the alerts, in one transaction. */
export async function saveLook(desk: Desk, { waba, look, waitMs }: Told): Promise<void> {
  const now = desk.now()
  await desk.store.transaction(async (tx) => {
    await blockOrFree(tx, desk, waba, look)
    const app = await findApp(tx, waba.app_id)
    if (!app) return
    const after = { ...waba, observed: look.observed, fault: look.fault, contended: look.contended }
    const conditions = withSince(findingsOf({ waba: after, app }), waba.conditions, now)
    const looked = waitMs === 0 && waba.mode !== 'pause'
    const failures = look.fault === null ? 0 : waba.failures + 1
    const changed = look.changes.some(({ outcome }) => outcome === 'done')
    const state = stateOf({ ...after, conditions, applied_at: changed ? now : waba.applied_at })
    const isNew = !isDeepStrictEqual(state, waba.state)
    const version = isNew ? waba.version + 1 : waba.version
    const nextMs = waitMs > 0 ? spreadMs(waitMs) : pauseMs({ desk, fault: look.fault, failures, changed })
    await tx.query(
      `update wabas set observed = $2, observed_at = coalesce($3, observed_at), fault = $4, token_hash = $5, applied = $6,
         applied_at = coalesce($7, applied_at), reverts = $8, contended = $9, conditions = $10, version = $11, state = $12,
         failures = $13, next_at = case when generation = $14 then $15 else next_at end
       where waba_id = $1`,
      [
        waba.waba_id,
        look.observed,
        looked && look.fault === null ? timestamp(now) : null,
        look.fault,
        look.tokenHash,
        look.applied,
        changed ? timestamp(now) : null,
        JSON.stringify(look.reverts),
        look.contended,
        JSON.stringify(conditions),
        version,
        state,
        failures,
        waba.generation,
        timestamp(now + nextMs),
      ],
    )
    for (const change of look.changes) await auditIn(tx, desk.publisher, change)
    if (!isNew) return
    const record = { ...state, version, updated_at: now }
    await desk.publisher.publishIn(tx, subscriptionState, { key: waba.waba_id, record })
    await alertOn(tx, desk, waba, conditions)
  })
}

/** A token that is refused stops its app; one that works frees it. */
async function blockOrFree(tx: Tx, desk: Desk, waba: WabaRow, { fault, observed }: Look): Promise<void> {
  if (fault?.kind === 'token') {
    const until = timestamp(desk.now() + backoffMs(waba.failures + 1, retryPause))
    await tx.query('update apps set token_fault = $2, blocked_until = $3 where app_id = $1', [
      waba.app_id,
      fault,
      until,
    ])
    await tx.query(
      `update wabas set next_at = clock_timestamp() where app_id = $1 and waba_id <> $2
         and not conditions @> '[{"type": "TokenValid", "status": "false"}]'`,
      [waba.app_id, waba.waba_id],
    )
  } else if (fault === null && observed !== null) {
    await tx.query(
      `update apps set token_fault = null, blocked_until = null
       where app_id = $1 and token_fault is not null and coalesce(blocked_until <= clock_timestamp(), true)`,
      [waba.app_id],
    )
  }
}

interface Pause {
  readonly desk: Desk
  readonly fault: Fault | null
  readonly failures: number
  readonly changed: boolean
}

function pauseMs({ desk, fault, failures, changed }: Pause): number {
  if (fault !== null) {
    const pause = backoffMs(failures, retryPause)
    return fault.class === 'transient'
      ? Math.min(pause, desk.resyncMs)
      : Math.max(pause, Math.min(recheckMs, desk.resyncMs))
  }
  return changed ? Math.min(recheckMs, desk.resyncMs) : spreadMs(desk.resyncMs)
}

function stateOf(waba: WabaRow): NonNullable<WabaRow['state']> {
  const { observed, override } = waba
  return {
    waba_id: waba.waba_id,
    deleted_at: null,
    app_id: waba.app_id,
    mode: waba.mode,
    desired_subscribed: waba.subscribed,
    observed_subscribed: observed?.ours ?? null,
    desired_callback: override?.callback ?? null,
    observed_callback: observed?.override.state === 'set' ? observed.override.callback : null,
    // Every look would be a new version: when it was looked at last, the API says.
    observed_at: null,
    applied_at: waba.applied_at,
    conditions: waba.conditions.map(({ type, status, since, reason, message }) => ({
      type,
      status,
      since,
      reason,
      message,
    })),
  }
}

async function alertOn(tx: Tx, desk: Desk, waba: WabaRow, conditions: readonly Condition[]): Promise<void> {
  for (const condition of conditions) {
    const before = waba.conditions.find(({ type }) => type === condition.type)
    if (before?.status === condition.status) continue
    const id = `${waba.waba_id}:${condition.type}:${condition.status}:${condition.since}`
    const cause = {
      eventId: id,
      contentId: id,
      occurredAt: condition.since,
      receivedAt: condition.since,
      wabaId: waba.waba_id,
      source: null,
      replay: null,
    }
    for (const one of rules) {
      const verdict = one.judge({ wabaId: waba.waba_id, condition })
      if (verdict)
        await desk.incidents.report(
          tx,
          (topic, message) => desk.publisher.publishIn(tx, topic, message),
          one,
          verdict,
          cause,
        )
    }
  }
}
