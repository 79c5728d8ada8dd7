import type { Queryable, Tx } from '@wabastream/sdk/store'
import type { DeclaredApp, DeclaredWaba, Declaration } from '../declaration/file-schema.ts'

/** An app that is new or declared otherwise is looked at now. True: something changed. */
async function declareApp(tx: Tx, app: DeclaredApp): Promise<boolean> {
  const rows = await tx.query(
    `insert into apps as a (app_id, declared) values ($1, $2)
     on conflict (app_id) do update set declared = excluded.declared, next_at = clock_timestamp(),
       generation = a.generation + 1, failures = 0, token_fault = null, blocked_until = null, contended = false, reverts = '[]'
     where a.declared is distinct from excluded.declared
     returning app_id`,
    [app.id, app],
  )
  return rows.length > 0
}

/** The same for an account. A declaration takes one over that was discovered. */
async function declareWaba(tx: Tx, waba: DeclaredWaba): Promise<boolean> {
  const { id, app, subscribed, override = null, mode } = waba
  const rows = await tx.query(
    `insert into wabas as w (waba_id, app_id, subscribed, override, mode, source) values ($1, $2, $3, $4, $5, 'declared')
     on conflict (waba_id) do update set app_id = excluded.app_id, subscribed = excluded.subscribed,
       override = excluded.override, mode = excluded.mode, source = 'declared', next_at = clock_timestamp(),
       generation = w.generation + 1, failures = 0, contended = false, reverts = '[]'
     where (w.app_id, w.subscribed, w.override, w.mode, w.source)
       is distinct from (excluded.app_id, excluded.subscribed, excluded.override, excluded.mode, 'declared')
     returning waba_id`,
    [id, app, subscribed, override, mode],
  )
  return rows.length > 0
}

/** An account that was found: subscribed, unless somebody has said anything about it before. */
export async function declareDiscovered(tx: Queryable, wabaId: string, appId: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into wabas (waba_id, app_id, subscribed, mode, source) values ($1, $2, true, 'manage', 'discovered')
     on conflict do nothing returning waba_id`,
    [wabaId, appId],
  )
  return rows.length > 0
}

/** Keeps a whole declaration. What it does not name stays as it is. Gives the ids of what changed. */
export async function declareAll(tx: Tx, declaration: Declaration): Promise<readonly string[]> {
  const changed: string[] = []
  for (const app of declaration.apps) if (await declareApp(tx, app)) changed.push(app.id)
  for (const waba of declaration.wabas) if (await declareWaba(tx, waba)) changed.push(waba.id)
  if (declaration.discover !== undefined) {
    await tx.query(
      `insert into discovery as d (which, business_id) values ($1, $2)
       on conflict (one) do update set which = excluded.which, business_id = coalesce(excluded.business_id, d.business_id),
         next_at = clock_timestamp()`,
      [declaration.discover, declaration.business ?? null],
    )
  }
  return changed
}
