import { accountUpdate } from '@wabastream/schemas'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { touchWabas } from '../desired/rows.ts'
import { discoverSoon } from '../discovery/discover.ts'

/** Events of an account after which its subscription may be another. */
const signals: ReadonlySet<string> = new Set([
  'PARTNER_ADDED',
  'PARTNER_APP_INSTALLED',
  'PARTNER_APP_UNINSTALLED',
  'PARTNER_REMOVED',
  'ACCOUNT_DELETED',
  'ACCOUNT_OFFBOARDED',
  'ACCOUNT_RECONNECTED',
  'DISABLED_UPDATE',
])

/** Puts an account on the queue as soon as Meta says that something happened to it; the look itself decides what to do. */
export function accountUpdatesSpec(store: Store) {
  return {
    topics: [accountUpdate],
    from: 'latest',
    store,
    async handle(event) {
      if (!signals.has(event.value.event ?? '')) return
      const isKnown = (await touchWabas(store, [event.waba_id])) > 0
      if (!isKnown) await discoverSoon(store)
    },
  } satisfies ConsumerSpec<typeof accountUpdate>
}
