import type { OutgoingRecord } from '../../kafka/index.ts'
import { timestamp } from '../../store/index.ts'
import type { Tx } from '../../store/index.ts'
import { bellOf } from './bell.ts'
import { storeHeaders } from './stored-headers.ts'

/**
 * Keeps a record in the transaction; the relay of the service sends it once the transaction is kept. Records go in the
 * order in which they came here. Two transactions that wait for each other (they change the same row before they come
 * here) so keep their order; of two that do not, either may be first.
 */
export async function addToOutbox(tx: Tx, record: OutgoingRecord): Promise<void> {
  const { topic, partition, key, value, headers, timestampMs } = record
  await tx.query(
    'INSERT INTO outbox (topic, partition, key, value, headers, written_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [
      topic,
      partition,
      typeof key === 'string' ? Buffer.from(key) : key,
      value,
      JSON.stringify(storeHeaders(headers)),
      timestamp(timestampMs),
    ],
  )
  tx.afterCommit(() => bellOf(tx.store).ring())
}
