import type { EventRecord } from '../event/event-record.ts'
import { alone } from './alone.ts'
import { JoinError } from './join-error.ts'
import { type Container, lay } from './lay.ts'

/**
 * Puts the records of one delivery together again: the body that was sent, as JSON. Their order does not matter; a record
 * that is there twice counts once. The records must hold their values as sent: drafts, or decoded and rebuilt.
 * @throws JoinError when records are missing or belong to several deliveries. If an item of the delivery is in
 *   quarantine, its raw body there is the answer.
 */
export function join(records: readonly EventRecord[]): unknown {
  const byPath = new Map(records.map((record) => [record.item_path, record]))
  const [first] = records
  if (first === undefined) throw new JoinError('There is nothing to join: no records')
  for (const { delivery_id, item_count } of byPath.values()) {
    if (delivery_id !== first.delivery_id) throw new JoinError('The records belong to more than one delivery')
    if (item_count !== first.item_count) throw new JoinError('The records of one delivery disagree about item_count')
  }
  const missing = first.item_count - byPath.size
  if (missing !== 0) {
    throw new JoinError(
      `${missing} of ${first.item_count} records of the delivery are missing: read all topics, or look into quarantine`,
    )
  }
  return [...byPath.values()].reduce<Container | undefined>(
    (body, record) => lay(body, alone(record), record),
    undefined,
  )
}
