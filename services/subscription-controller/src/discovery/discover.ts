import { timestamp, type Queryable } from '@wabastream/sdk/store'
import { backoffMs, spreadMs } from '../budget/backoff.ts'
import { declareDiscovered } from '../desired/declare.ts'
import type { AppRow } from '../desired/rows.ts'
import { listAccounts } from '../graph/business-accounts.ts'
import { GraphError, faultText } from '../graph/fault.ts'
import { credentialOf } from '../reconcile/access.ts'
import { retryPause, type Desk } from '../reconcile/desk.ts'

interface Wanted {
  readonly which: 'none' | 'owned' | 'client'
  readonly business_id: string | null
}

/** Looks for accounts that the business has and nobody has declared, when it is time. Never takes one away. */
export async function discover(desk: Desk): Promise<void> {
  const [wanted] = await desk.store.query<Wanted>(
    `select which, business_id from discovery where which <> 'none' and next_at <= clock_timestamp()`,
  )
  if (!wanted) return
  const pauseMs = await lookFor(desk, wanted)
  await desk.store.query('update discovery set next_at = $1', [timestamp(desk.now() + pauseMs)])
}

/** Gives how long to wait for the next time. */
async function lookFor(desk: Desk, { which, business_id }: Wanted): Promise<number> {
  const businessId = business_id ?? desk.businessId
  const [app] = await desk.store.query<AppRow>('select * from apps order by app_id limit 1')
  if (businessId === null || !app || which === 'none') {
    desk.log.warn({}, 'accounts cannot be discovered: declare one app and a business, or set META_BUSINESS_ID')
    return spreadMs(desk.resyncMs)
  }
  try {
    const credential = credentialOf(desk.secrets, app)
    const ids = await listAccounts(desk.graph, { appId: app.app_id, credential, businessId, which })
    let found = 0
    for (const id of ids) if (await declareDiscovered(desk.store, id, app.app_id)) found += 1
    if (found > 0) desk.log.info({ found }, 'accounts were discovered')
    return spreadMs(desk.resyncMs)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    desk.log.warn({ reason: faultText(error.fault) }, 'accounts cannot be discovered, tried again later')
    return backoffMs(5, retryPause)
  }
}

/** An account was named that nobody knows: look for it now, if that is wanted. */
export async function discoverSoon(store: Queryable): Promise<void> {
  await store.query('update discovery set next_at = clock_timestamp()')
}
