import type { Incidents } from '@wabastream/sdk/alerts'
import type { Context } from '@wabastream/sdk/consumer'
import type { Tx } from '@wabastream/sdk/store'
import type { Incoming } from './intake/event.ts'
import { createGathered } from './intake/gathered.ts'
import { take } from './intake/take.ts'
import { createWatch } from './watch/watch.ts'
import { write } from './write/write.ts'

/** Keeps a batch of events in one transaction, with what the rules say about it. */
export function createHandler(incidents: Incidents) {
  const watch = createWatch(incidents)
  return async (events: readonly Incoming[], context: Pick<Context, 'transaction' | 'publish'>): Promise<void> => {
    const gathered = createGathered()
    for (const event of events) take(gathered, event)
    await context.transaction(async (tx: Tx) => {
      const counted = await write(tx, gathered)
      await watch(tx, context.publish, { events, errors: gathered.errors.rows(), counted })
    })
  }
}
