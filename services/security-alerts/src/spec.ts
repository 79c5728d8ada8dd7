import { accountUpdate, alerts, security } from '@wabastream/schemas'
import type { Incidents } from '@wabastream/sdk/alerts'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { createHandler } from './handle.ts'

/** The consumer of the service, as a value: also for tests without a broker. */
export function createSpec(store: Store, incidents: Incidents): ConsumerSpec<typeof security | typeof accountUpdate> {
  return {
    topics: [security, accountUpdate],
    from: 'earliest',
    store,
    publishes: [alerts],
    handle: createHandler(incidents),
  }
}
