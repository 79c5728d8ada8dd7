import { badRequest, notFound } from '@wabastream/sdk/http'
import type { Tx } from '@wabastream/sdk/store'
import { declareAll } from '../desired/declare.ts'
import { findWaba, type WabaRow } from '../desired/rows.ts'
import type { DeclaredWaba, Declaration } from '../declaration/file-schema.ts'
import { declarationProblems } from '../declaration/read-declaration.ts'
import { auditIn } from '../reconcile/audit.ts'
import type { Desk } from '../reconcile/desk.ts'

/** Keeps a declaration, with an entry in the audit for each thing that it changes. Gives their ids. */
export async function declare(desk: Desk, declaration: Declaration, action: string): Promise<readonly string[]> {
  return desk.store.transaction(async (tx) => {
    await check(tx, declaration)
    const changed = await declareAll(tx, declaration)
    for (const id of changed) {
      const isApp = declaration.apps.some((app) => app.id === id)
      const waba = declaration.wabas.find((one) => one.id === id)
      await auditIn(tx, desk.publisher, {
        action,
        target: `${isApp ? 'app' : 'waba'}:${id}`,
        wabaId: isApp ? null : id,
        outcome: 'done',
        via: 'api',
        before: null,
        after: waba ? { subscribed: waba.subscribed, mode: waba.mode, override: waba.override !== undefined } : null,
        detail: null,
        at: desk.now(),
      })
    }
    return changed
  })
}

async function check(tx: Tx, declaration: Declaration): Promise<void> {
  const known = await tx.query<{ app_id: string }>('select app_id from apps')
  const [problem] = declarationProblems(
    declaration,
    known.map(({ app_id }) => app_id),
  )
  if (problem) throw badRequest(`${problem.at.join('.')} ${problem.message}`)
}

/** Changes some of what is declared of one account. A person has decided: what was contended is tried again. */
export async function amend(desk: Desk, wabaId: string, patch: Patch, action: string): Promise<WabaRow> {
  const row = await rowOf(desk, wabaId)
  const { override = row.override } = patch
  const base = {
    app: patch.app ?? row.app_id,
    subscribed: patch.subscribed ?? row.subscribed,
    mode: patch.mode ?? row.mode,
  }
  const waba: DeclaredWaba = { id: wabaId, ...base, ...(override && base.subscribed ? { override } : {}) }
  await declare(desk, { apps: [], wabas: [waba] }, action)
  if (action === 'resume') {
    await desk.store.query(
      `update wabas set contended = false, reverts = '[]', next_at = clock_timestamp(), generation = generation + 1
       where waba_id = $1`,
      [wabaId],
    )
    await desk.store.query(
      `update apps set contended = false, reverts = '[]', blocked_until = null, next_at = clock_timestamp() where app_id = $1`,
      [row.app_id],
    )
  }
  return rowOf(desk, wabaId)
}

interface Patch {
  readonly app?: string | undefined
  readonly subscribed?: boolean | undefined
  readonly mode?: DeclaredWaba['mode'] | undefined
  readonly override?: DeclaredWaba['override'] | null
}

/** @throws Problem 404 */
export async function rowOf(desk: Desk, wabaId: string): Promise<WabaRow> {
  const row = await findWaba(desk.store, wabaId)
  if (!row) throw notFound(`Account ${wabaId} is not declared: waba subscriptions apply -f subscriptions.yaml`)
  return row
}
