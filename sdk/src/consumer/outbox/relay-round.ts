import type { Log } from '../../observe/index.ts'
import type { Queryable } from '../../store/index.ts'
import { readOutbox, settleRows } from './outbox-rows.ts'
import type { RelayMetrics } from './relay-metrics.ts'
import { type Publish, sendRows, type Settled } from './send-rows.ts'

export interface RoundOptions {
  readonly store: Queryable
  readonly publish: Publish
  readonly log: Log
  readonly measures: RelayMetrics | undefined
  /** Nothing more may be sent. */
  readonly isOver: () => boolean
}

/**
 * One round of a relay: sends what waits longest. True when there may be more. What waits for a topic that cannot be
 * written does not hide the records of other topics behind it.
 * @throws why a topic could not be written, once the others were.
 */
export function createRound({ store, publish, log, measures, isOver }: RoundOptions): () => Promise<boolean> {
  let unsettled: Settled | null = null

  /** What was acknowledged is remembered until it is deleted, so that it is not sent twice while the store is away. */
  async function settle(): Promise<void> {
    if (unsettled === null) return
    const { sent, refused } = unsettled
    if (sent.length + refused.length > 0) await settleRows(store, { sent, refused })
    unsettled = null
    measures?.sent(sent.length)
    for (const { id, code } of refused) {
      measures?.refused(code)
      log.error({ outbox_id: id, code }, 'Kafka refused a record for good; it is in the table outbox_refused')
    }
  }

  return async function round(): Promise<boolean> {
    await settle()
    const failures = new Map<string, Error>()
    let rows = await readOutbox(store)
    measures?.waiting(rows[0] === undefined ? 0 : Date.now() - rows[0].record.timestampMs)
    while (rows.length > 0 && !isOver()) {
      const settled = await sendRows(rows, publish)
      unsettled = settled
      for (const [topic, reason] of settled.failures) failures.set(topic, reason)
      await settle()
      if (failures.size === 0) return true
      rows = await readOutbox(store, new Set(failures.keys()))
    }
    for (const reason of failures.values()) throw reason
    return false
  }
}
