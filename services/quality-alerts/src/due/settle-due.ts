import type { Publisher } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { refreshAccount, refreshNumber } from '../keep/refresh.ts'
import { takeTurn, type Work } from '../keep/work.ts'
import { dueStates, type StateRef } from '../tables/states-table.ts'

/** States of one round: the next one takes the rest. */
const roundSize = 200

/** Settles the states whose time has come: restrictions that ended, deletions to bury. Gives how many there were. */
export async function settleDue(store: Store, publisher: Pick<Publisher, 'publishIn'>, now: number): Promise<number> {
  const due = await dueStates(store, now, roundSize)
  for (const ref of due) await settle(store, publisher, ref, now)
  return due.length
}

async function settle(
  store: Store,
  publisher: Pick<Publisher, 'publishIn'>,
  { kind, id }: StateRef,
  now: number,
): Promise<void> {
  await store.transaction(async (tx) => {
    await takeTurn(tx)
    const work: Work = {
      tx,
      now,
      eventId: null,
      publish: (topic, message) => publisher.publishIn(tx, topic, message),
    }
    await (kind === 'number' ? refreshNumber(work, id) : refreshAccount(work, id))
  })
}
