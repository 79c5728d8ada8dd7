import { alerts, history, messages, smbMessageEchoes, userIdUpdate } from '@wabastream/schemas'
import type { Incidents } from '@wabastream/sdk/alerts'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { createHandler } from './handle.ts'

const topics = [messages, smbMessageEchoes, history, userIdUpdate] as const

/** What this service reads and does: all that is said about messages, from the beginning. */
export function createSpec(store: Store, incidents: Incidents) {
  const handleBatch = createHandler(incidents)
  return {
    topics,
    from: 'earliest',
    store,
    publishes: [alerts],
    handle: (event, context) => handleBatch([event], context),
    handleBatch,
  } satisfies ConsumerSpec<(typeof topics)[number]>
}
