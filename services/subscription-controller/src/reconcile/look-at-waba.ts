import { findApp, findWaba, type AppRow, type WabaRow } from '../desired/rows.ts'
import { GraphError, faultText, type Fault } from '../graph/fault.ts'
import {
  readSubscribedApps,
  setOverride,
  subscribe,
  unsubscribe,
  type SubscribedApps,
  type WabaAccess,
} from '../graph/subscribed-apps.ts'
import { plan, type Action } from '../plan/plan.ts'
import { tokenHash } from '../secrets/secrets.ts'
import { credentialOf, secretOf } from './access.ts'
import type { Change } from './audit.ts'
import { noteLook } from './contention.ts'
import type { Desk } from './desk.ts'
import { saveLook } from './save-look.ts'

/** What a look at an account has found and done. */
export interface Look {
  readonly observed: SubscribedApps | null
  readonly fault: Fault | null
  readonly tokenHash: string | null
  readonly applied: WabaRow['applied']
  readonly changes: readonly Change[]
  readonly reverts: readonly number[]
  readonly contended: boolean
}

/** Looks at one account: observes all, plans, applies, observes again, and keeps what came out. */
export async function lookAtWaba(desk: Desk, wabaId: string): Promise<void> {
  const waba = await findWaba(desk.store, wabaId)
  const app = waba && (await findApp(desk.store, waba.app_id))
  if (!waba || !app) return
  const nothing = nothingNew(waba)
  const isBlocked = app.blocked_until !== null && app.blocked_until > desk.now()
  const waitMs = desk.budget.waitMs({ appId: app.app_id, wabaId })
  if (waba.mode === 'pause' || isBlocked || waitMs > 0)
    return saveLook(desk, { waba, look: nothing, waitMs: isBlocked ? (app.blocked_until ?? 0) - desk.now() : waitMs })
  await saveLook(desk, { waba, look: await lookOf(desk, waba, app), waitMs: 0 })
}

function nothingNew(waba: WabaRow): Look {
  const { observed, fault, token_hash, applied, reverts, contended } = waba
  return { observed, fault, tokenHash: token_hash, applied, reverts, contended, changes: [] }
}

async function lookOf(desk: Desk, waba: WabaRow, app: AppRow): Promise<Look> {
  let look: Look = { ...nothingNew(waba), fault: null }
  try {
    const access = { about: { appId: app.app_id, wabaId: waba.waba_id }, credential: credentialOf(desk.secrets, app) }
    const desired = desiredOf(desk, waba, app)
    const observed = await readSubscribedApps(desk.graph, access)
    const reverted = isReverted(waba, observed)
    look = { ...look, observed, ...noteLook(waba, reverted, desk.now()) }
    const hash = desired.override?.tokenHash ?? null
    if (desired.override && isSet(observed, desired.override.callback))
      look = { ...look, tokenHash: look.tokenHash ?? hash }
    if (waba.mode !== 'manage' || look.contended) return look
    const actions = plan(desired, { apps: observed, appliedTokenHash: waba.token_hash })
    for (const action of actions) {
      if (!desk.mayWrite()) return look
      look = await carryOut({ desk, waba, app, access }, action, look)
      if (look.fault) break
    }
    return actions.length === 0 ? look : { ...look, observed: await readSubscribedApps(desk.graph, access) }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return { ...look, fault: look.fault ?? error.fault }
  }
}

/** What is declared, with the hash of the verify token as it is now. */
export function desiredOf(desk: Pick<Desk, 'secrets'>, waba: WabaRow, app: AppRow) {
  const { override } = waba
  if (!override) return { subscribed: waba.subscribed, override: null }
  const [secret, token] = [desk.secrets.resolve(app.declared.secret), desk.secrets.resolve(override.verify_token)]
  const hash = 'text' in secret && 'text' in token ? tokenHash(secret.text, waba.waba_id, token.text) : null
  return { subscribed: waba.subscribed, override: { callback: override.callback, tokenHash: hash } }
}

/** Somebody undid what we did last, while it is still wanted. */
function isReverted({ applied, subscribed, override }: WabaRow, observed: SubscribedApps): boolean {
  if (applied === null || applied.subscribed !== subscribed) return false
  if (observed.ours !== applied.subscribed) return true
  return applied.callback !== null && applied.callback === override?.callback && !isSet(observed, applied.callback)
}

function isSet({ override }: SubscribedApps, callback: string): boolean {
  return override.state === 'set' && override.callback === callback
}

interface Work {
  readonly desk: Desk
  readonly waba: WabaRow
  readonly app: AppRow
  readonly access: WabaAccess
}

async function carryOut(work: Work, action: Action, look: Look): Promise<Look> {
  const { desk, waba } = work
  const { others = [], ours = false, override } = look.observed ?? {}
  const change: Omit<Change, 'outcome' | 'detail'> = {
    action: action.kind,
    target: `waba:${waba.waba_id}`,
    wabaId: waba.waba_id,
    via: 'controller',
    before: { ours, others, override: override?.state ?? 'unknown' },
    after:
      action.kind === 'set-override' ? { override: 'set', why: action.why } : { ours: action.kind === 'subscribe' },
    at: desk.now(),
  }
  try {
    const hash = await applyAction(work, action)
    const applied = {
      subscribed: action.kind !== 'unsubscribe',
      callback: action.kind === 'set-override' ? action.callback : null,
    }
    const changes = [...look.changes, { ...change, outcome: 'done' as const, detail: null }]
    return { ...look, applied, changes, tokenHash: hash ?? look.tokenHash }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    const failed = { ...change, outcome: 'failed' as const, detail: faultText(error.fault) }
    return { ...look, fault: error.fault, changes: [...look.changes, failed] }
  }
}

/** Gives the hash of the verify token that was applied, if one was. */
async function applyAction({ desk, waba, app, access }: Work, action: Action): Promise<string | null> {
  if (action.kind === 'subscribe') await subscribe(desk.graph, access)
  else if (action.kind === 'unsubscribe') await unsubscribe(desk.graph, access)
  else if (waba.override) {
    const verifyToken = secretOf(desk.secrets, waba.override.verify_token, 'verify token of the override')
    await setOverride(desk.graph, access, { callback: action.callback, verifyToken })
    return desiredOf(desk, waba, app).override?.tokenHash ?? null
  }
  return null
}
