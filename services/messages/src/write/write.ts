import type { Queryable } from '@wabastream/sdk/store'
import type { Gathered } from '../intake/gathered.ts'
import {
  writeChanges,
  writeErrors,
  writeNumbers,
  writePayments,
  writeReactions,
  writeTimeline,
} from './write-appended.ts'
import { type Counted, writeDeliveries } from './write-deliveries.ts'
import { writeMessages } from './write-messages.ts'
import { writePeople } from './write-people.ts'

/**
 * Writes a batch, in the caller's transaction: a statement per table that has rows, always in this order, and rows in
 * the order of their keys, so that transactions that meet wait rather than deadlock. Statistics come last: all events of
 * a number share their rows.
 */
export async function write(db: Queryable, gathered: Gathered): Promise<readonly Counted[]> {
  await writeNumbers(db, gathered.numbers.rows())
  await writePeople(db, {
    ids: gathered.personIds.rows(),
    links: gathered.personLinks.rows(),
    forms: gathered.phoneForms.rows(),
  })
  await writeMessages(db, gathered.messages.rows())
  await writeTimeline(db, gathered.timeline.rows())
  await writeReactions(db, gathered.reactions.rows())
  await writeChanges(db, gathered.changes.rows())
  await writePayments(db, gathered.payments.rows())
  await writeErrors(db, gathered.errors.rows())
  return writeDeliveries(db, gathered.deliveries.rows())
}
