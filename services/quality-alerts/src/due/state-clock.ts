import type { Publisher } from '@wabastream/sdk/consumer'
import type { Log } from '@wabastream/sdk/observe'
import type { Part } from '@wabastream/sdk/service'
import { createRounds, type Store } from '@wabastream/sdk/store'
import { settleDue } from './settle-due.ts'

/** How often it looks, milliseconds: a restriction that ended is off the state within this time. */
const everyMs = 5000

interface StateClockOptions {
  readonly store: Store
  readonly publisher: Publisher
  readonly log: Log
}

/** Settles states that change by time alone; one process of the service does it at a time. */
export function stateClock({ store, publisher, log }: StateClockOptions): Part {
  const work = async () => {
    const settled = await settleDue(store, publisher, Date.now())
    if (settled > 0) log.info({ settled }, 'settled states whose time had come')
  }
  return createRounds({
    store,
    name: 'state-clock',
    log,
    rounds: [{ everyMs, work, failed: 'cannot settle states yet' }],
  })
}
