import { timestamp } from '@wabastream/sdk/store'
import { backoffMs, spreadMs } from '../budget/backoff.ts'
import { findApp, type AppRow } from '../desired/rows.ts'
import { readAppWebhook, setAppWebhook } from '../graph/app-subscriptions.ts'
import { GraphError, faultText, type Fault } from '../graph/fault.ts'
import { planApp } from '../plan/plan-app.ts'
import { tokenHash } from '../secrets/secrets.ts'
import { secretOf } from './access.ts'
import { auditIn, type Change } from './audit.ts'
import { noteLook } from './contention.ts'
import { desiredAppOf } from './desired-app.ts'
import { recheckMs, retryPause, type Desk } from './desk.ts'

interface AppLook extends Pick<AppRow, 'webhook' | 'token_hash' | 'applied' | 'reverts' | 'contended'> {
  readonly fault: Fault | null
  readonly seen: boolean
  readonly changes: readonly Change[]
}

/** Looks at one app: callback and fields as declared. Its accounts are looked at again when anything changed. */
export async function lookAtApp(desk: Desk, appId: string): Promise<void> {
  const app = await findApp(desk.store, appId)
  if (!app) return
  const waitMs = desk.budget.waitMs({ appId, wabaId: null })
  const look = waitMs > 0 ? nothingNew(app) : await lookOf(desk, app)
  await save(desk, app, look, waitMs)
}

function nothingNew({ webhook, token_hash, applied, reverts, contended, fault }: AppRow): AppLook {
  return { webhook, token_hash, applied, reverts, contended, fault, seen: false, changes: [] }
}

async function lookOf(desk: Desk, app: AppRow): Promise<AppLook> {
  const declared = app.declared.webhook
  let look: AppLook = { ...nothingNew(app), fault: null }
  if (!declared) return look
  try {
    const access = { appId: app.app_id, secret: secretOf(desk.secrets, app.declared.secret, "app's secret") }
    const webhook = await readAppWebhook(desk.graph, access)
    const reverted = app.applied?.callback === declared.callback && webhook?.callback !== declared.callback
    look = { ...look, webhook, seen: true, ...noteLook(app, reverted, desk.now()) }
    const verifyToken = secretOf(desk.secrets, declared.verify_token, 'verify token of the app')
    const desired = desiredAppOf(declared, tokenHash(access.secret, app.app_id, verifyToken))
    const [action] = planApp(desired, { webhook, appliedTokenHash: app.token_hash })
    if (!action) return { ...look, token_hash: app.token_hash ?? desired.tokenHash }
    if (look.contended || !desk.mayWrite()) return look
    const before = webhook && { fields: webhook.fields.length, active: webhook.active }
    const change = {
      action: action.kind,
      target: `app:${app.app_id}`,
      wabaId: null,
      via: 'controller' as const,
      before,
      after: { why: action.why, fields: action.fields },
      at: desk.now(),
    }
    try {
      await setAppWebhook(desk.graph, access, { ...action, verifyToken, version: desired.version })
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      return {
        ...look,
        fault: error.fault,
        changes: [{ ...change, outcome: 'failed', detail: faultText(error.fault) }],
      }
    }
    look = {
      ...look,
      token_hash: desired.tokenHash,
      applied: { callback: action.callback },
      changes: [{ ...change, outcome: 'done', detail: null }],
    }
    return { ...look, webhook: await readAppWebhook(desk.graph, access) }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return { ...look, fault: error.fault }
  }
}

async function save(desk: Desk, app: AppRow, look: AppLook, waitMs: number): Promise<void> {
  const now = desk.now()
  const failures = look.fault === null ? 0 : app.failures + 1
  const changed = look.changes.some(({ outcome }) => outcome === 'done')
  const pause =
    look.fault === null
      ? changed
        ? Math.min(recheckMs, desk.resyncMs)
        : spreadMs(desk.resyncMs)
      : backoffMs(failures, retryPause)
  await desk.store.transaction(async (tx) => {
    await tx.query(
      `update apps set webhook = $2, webhook_at = coalesce($3, webhook_at), fault = $4, token_hash = $5, applied = $6,
         reverts = $7, contended = $8, failures = $9, next_at = case when generation = $10 then $11 else next_at end
       where app_id = $1`,
      [
        app.app_id,
        look.webhook,
        look.seen ? timestamp(now) : null,
        look.fault,
        look.token_hash,
        look.applied,
        JSON.stringify(look.reverts),
        look.contended,
        failures,
        app.generation,
        timestamp(now + (waitMs > 0 ? waitMs : pause)),
      ],
    )
    for (const change of look.changes) await auditIn(tx, desk.publisher, change)
    const news =
      changed || app.webhook_at === null || app.fault?.kind !== look.fault?.kind || app.contended !== look.contended
    // They have conditions about the app; the calls that this costs are spread by the pace.
    if (news) await tx.query('update wabas set next_at = clock_timestamp() where app_id = $1', [app.app_id])
  })
}
