import { ConfigError } from '@wabastream/sdk/config'
import { findApp, findWaba, type AppRow, type WabaRow } from '../desired/rows.ts'
import { fieldNames, type Declaration } from '../declaration/file-schema.ts'
import { readAppWebhook } from '../graph/app-subscriptions.ts'
import { GraphError, faultText } from '../graph/fault.ts'
import { readSubscribedApps } from '../graph/subscribed-apps.ts'
import { credentialOf, secretOf } from '../reconcile/access.ts'
import type { Desk } from '../reconcile/desk.ts'
import { desiredAppOf } from '../reconcile/desired-app.ts'
import { desiredOf } from '../reconcile/look-at-waba.ts'
import { tokenHash } from '../secrets/secrets.ts'
import { planApp } from './plan-app.ts'
import { plan } from './plan.ts'

/** What would be done to one account or app, read at Meta a moment ago; nothing is changed. */
export interface Planned {
  readonly target: string
  readonly actions: readonly string[]
  /** Why it could not be told. */
  readonly problem: string | null
}

export async function planAppNow(desk: Desk, app: AppRow): Promise<Planned> {
  const declared = app.declared.webhook
  const target = `app:${app.app_id}`
  if (!declared) return { target, actions: [], problem: null }
  return told(target, async () => {
    const secret = secretOf(desk.secrets, app.declared.secret, "app's secret")
    const verifyToken = secretOf(desk.secrets, declared.verify_token, 'verify token of the app')
    const webhook = await readAppWebhook(desk.graph, { appId: app.app_id, secret })
    const desired = desiredAppOf(declared, tokenHash(secret, app.app_id, verifyToken))
    const actions = planApp(desired, { webhook, appliedTokenHash: app.token_hash })
    return actions.map(({ kind, why, fields }) => {
      const which = fields.length === fieldNames.length ? 'all fields' : fields.join(', ')
      return `${kind} (${why.join(', ')}): ${which}`
    })
  })
}

export async function planWabaNow(desk: Desk, waba: WabaRow, app: AppRow): Promise<Planned> {
  return told(`waba:${waba.waba_id}`, async () => {
    const access = { about: { appId: app.app_id, wabaId: waba.waba_id }, credential: credentialOf(desk.secrets, app) }
    const apps = await readSubscribedApps(desk.graph, access)
    const actions = plan(desiredOf(desk, waba, app), { apps, appliedTokenHash: waba.token_hash })
    return actions.map((action) => (action.kind === 'set-override' ? `${action.kind} (${action.why})` : action.kind))
  })
}

async function told(target: string, read: () => Promise<readonly string[]>): Promise<Planned> {
  try {
    return { target, actions: await read(), problem: null }
  } catch (error) {
    if (error instanceof GraphError) return { target, actions: [], problem: faultText(error.fault) }
    throw error
  }
}

/** The rows as they would be with a declaration on top; nothing is kept. */
export async function rowsWith(desk: Desk, { apps, wabas }: Declaration) {
  const appRows = new Map<string, AppRow>()
  for (const declared of apps) {
    const kept = await findApp(desk.store, declared.id)
    appRows.set(declared.id, { ...(kept ?? newApp), app_id: declared.id, declared })
  }
  const wabaRows: WabaRow[] = []
  for (const { id, app, override, ...declared } of wabas) {
    const kept = await findWaba(desk.store, id)
    wabaRows.push({ ...(kept ?? newWaba), ...declared, waba_id: id, app_id: app, override: override ?? null })
    if (appRows.has(app)) continue
    const known = await findApp(desk.store, app)
    if (!known) throw new ConfigError([`account ${id}: app ${app} is not declared`])
    appRows.set(app, known)
  }
  return { apps: appRows, wabas: wabaRows }
}

const never = {
  applied: null,
  fault: null,
  token_hash: null,
  reverts: [],
  contended: false,
  generation: 0,
  failures: 0,
}
const newApp: Omit<AppRow, 'app_id' | 'declared'> = {
  ...never,
  webhook: null,
  webhook_at: null,
  token_fault: null,
  blocked_until: null,
}
const newWaba = {
  ...never,
  source: 'declared',
  observed: null,
  observed_at: null,
  applied_at: null,
  conditions: [],
  version: 0,
  state: null,
} as const
