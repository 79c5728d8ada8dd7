import type { Publisher } from '@wabastream/sdk/consumer'
import type { Part } from '@wabastream/sdk/service'
import { createRounds, type Store } from '@wabastream/sdk/store'
import type { Log } from '@wabastream/sdk/observe'
import { buryDeleted } from './bury.ts'

/** Nobody waits for a tombstone. */
const everyMinuteMs = 60_000

interface TombstonesOptions {
  readonly store: Store
  readonly publisher: Pick<Publisher, 'publishIn'>
  readonly log: Log
  /** How often it looks, milliseconds; default one minute. */
  readonly everyMs?: number
}

/** Publishes the tombstones of deleted templates when they are due; one process of the service does it at a time. */
export function tombstones({ store, publisher, log, everyMs = everyMinuteMs }: TombstonesOptions): Part {
  const work = async () => {
    const buried = await buryDeleted(store, publisher, Date.now())
    if (buried > 0) log.info({ buried }, 'published tombstones of deleted templates')
  }
  return createRounds({
    store,
    name: 'tombstones',
    log,
    rounds: [{ everyMs, work, failed: 'cannot publish tombstones yet' }],
  })
}
