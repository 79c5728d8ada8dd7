import { accountState, alerts, phoneNumberState } from '@wabastream/schemas'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { createHandler, type HandleOptions } from './handle.ts'
import { topics } from './reading/read.ts'

/** The consumer of the service, as a value: also for tests without a broker. */
export function createSpec(store: Store, options: HandleOptions): ConsumerSpec<(typeof topics)[number]> {
  return {
    topics,
    from: 'earliest',
    store,
    publishes: [phoneNumberState, accountState, alerts],
    // Transactions take turns: more of them at once would only wait for each other, with a connection each.
    policy: { concurrency: 1 },
    handle: createHandler(options),
  }
}
