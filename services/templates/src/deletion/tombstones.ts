import type { Publisher } from '@wabastream/sdk/consumer'
import type { Part } from '@wabastream/sdk/service'
import { createLease, type Store } from '@wabastream/sdk/store'
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
  const lease = createLease(store, 'tombstones', { log })
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    if (!lease.held()) return
    try {
      const buried = await buryDeleted(store, publisher, Date.now())
      if (buried > 0) log.info({ buried }, 'published tombstones of deleted templates')
    } catch (error) {
      log.warn({ err: error }, 'cannot publish tombstones yet')
    }
  }

  return {
    name: 'tombstones',
    async start() {
      await lease.start()
      timer = setInterval(() => {
        round = round.then(look)
      }, everyMs)
    },
    async stop() {
      clearInterval(timer)
      await round
      await lease.stop()
    },
  }
}
