import type { SubscriptionState } from '@wabastream/schemas'
import type { Queryable } from '@wabastream/sdk/store'
import type { Condition } from '../reconcile/condition.ts'
import type { DeclaredApp, DeclaredWaba, Mode } from '../declaration/file-schema.ts'
import type { AppWebhook } from '../graph/app-subscriptions.ts'
import type { Fault } from '../graph/fault.ts'
import type { SubscribedApps } from '../graph/subscribed-apps.ts'

/** An app as it is kept. Times are epoch milliseconds. */
export interface AppRow {
  readonly app_id: string
  readonly declared: DeclaredApp
  readonly webhook: AppWebhook | null
  /** Null: it was never read. */
  readonly webhook_at: number | null
  /** Why the webhook could not be read or set the last time. */
  readonly fault: Fault | null
  /** Why the token is not used: no account of this app is asked for until `blocked_until`. */
  readonly token_fault: Fault | null
  readonly blocked_until: number | null
  readonly token_hash: string | null
  /** The callback that was applied last. */
  readonly applied: { readonly callback: string } | null
  readonly reverts: readonly number[]
  readonly contended: boolean
  readonly generation: number
  readonly failures: number
}

/** An account as it is kept. */
export interface WabaRow {
  readonly waba_id: string
  readonly app_id: string
  readonly subscribed: boolean
  readonly override: DeclaredWaba['override'] | null
  readonly mode: Mode
  readonly source: 'declared' | 'discovered'
  readonly observed: SubscribedApps | null
  readonly observed_at: number | null
  /** Why the last look or change failed. */
  readonly fault: Fault | null
  readonly token_hash: string | null
  readonly applied: Applied | null
  readonly applied_at: number | null
  readonly reverts: readonly number[]
  readonly contended: boolean
  readonly conditions: readonly Condition[]
  readonly version: number
  readonly state: Omit<SubscriptionState, 'version' | 'updated_at'> | null
  readonly generation: number
  readonly failures: number
}

/** What we changed last. */
export interface Applied {
  readonly subscribed: boolean
  readonly callback: string | null
}

export async function findApp(db: Queryable, appId: string): Promise<AppRow | null> {
  const [row] = await db.query<AppRow>('select * from apps where app_id = $1', [appId])
  return row ?? null
}

export async function findWaba(db: Queryable, wabaId: string): Promise<WabaRow | null> {
  const [row] = await db.query<WabaRow>('select * from wabas where waba_id = $1', [wabaId])
  return row ?? null
}

/** Keys that are due, the longest waiting first. */
export async function dueKeys(db: Queryable, table: 'apps' | 'wabas', limit: number): Promise<readonly string[]> {
  const id = table === 'apps' ? 'app_id' : 'waba_id'
  const rows = await db.query<{ id: string }>(
    `select ${id} as id from ${table} where next_at <= clock_timestamp() order by next_at limit $1`,
    [limit],
  )
  return rows.map((row) => row.id)
}

/** Puts accounts on the queue, now. What is under way looks again afterwards. */
export async function touchWabas(db: Queryable, wabaIds: readonly string[]): Promise<number> {
  const rows = await db.query(
    `update wabas set next_at = clock_timestamp(), generation = generation + 1, failures = 0
     where waba_id = any($1) returning waba_id`,
    [wabaIds],
  )
  return rows.length
}
