import type { LaneError } from './lane-error.ts'
import type { OutgoingRecord, Outcome, RecordHeaders } from '../record.ts'

/** One publish call. It is settled once: when its last record has an outcome, or when it fails as a whole. */
export interface Delivery {
  /** Empty once it is settled: a call that expired may stay in the queue for a while, its records must not. */
  items: readonly Item[]
  readonly outcomes: Outcome[]
  /** On the clock of `performance.now()`. */
  readonly deadlineAtMs: number
  readonly bytes: number
  /** Index of the next record that was not yet in a batch. */
  next: number
  /** Records without an outcome. */
  open: number
  done: boolean
  settled: (error: LaneError | null) => void
}

/**
 * One record on its way. It is also the message object for the client, which ignores the fields that it does not know:
 * the hot path makes one object per record and no promise.
 */
export interface Item {
  readonly topic: string
  readonly partition: number
  readonly key: string | Buffer | null
  readonly value: Buffer | null
  readonly headers: RecordHeaders
  readonly timestamp: string
  readonly bytes: number
  readonly index: number
  readonly delivery: Delivery
}

export function createDelivery(
  records: readonly OutgoingRecord[],
  deadlineAtMs: number,
  settled: Delivery['settled'],
): Delivery {
  const items: Item[] = []
  const outcomes: Outcome[] = []
  const delivery = { items, outcomes, deadlineAtMs, bytes: 0, next: 0, open: records.length, done: false, settled }
  for (let index = 0; index < records.length; index += 1) {
    const record = records[index] as OutgoingRecord
    const bytes = sizeOf(record)
    delivery.bytes += bytes
    const { topic, partition, key, value, headers } = record
    const timestamp = String(record.timestampMs)
    items.push({ topic, partition, key, value, headers, timestamp, bytes, index, delivery })
  }
  return delivery
}

/** Gives one record its outcome; the first one counts. */
export function decide(item: Item, outcome: Outcome): void {
  const { delivery, index } = item
  if (delivery.done || delivery.outcomes[index] !== undefined) return
  delivery.outcomes[index] = outcome
  delivery.open -= 1
  if (delivery.open === 0) settle(delivery, null)
}

/** Fails the whole call, unless it is settled already. */
export function fail(delivery: Delivery, error: LaneError): void {
  if (!delivery.done) settle(delivery, error)
}

function settle(delivery: Delivery, error: LaneError | null): void {
  delivery.done = true
  delivery.settled(error)
  delivery.items = []
  // What it closes over holds the caller's records too.
  delivery.settled = ignored
}

function ignored(): void {}

const RECORD_OVERHEAD_BYTES = 32

/** About what the record takes on the wire; header text counts by characters, which is near enough for a bound. */
function sizeOf(record: OutgoingRecord): number {
  let bytes = RECORD_OVERHEAD_BYTES + (record.key?.length ?? 0) + (record.value?.length ?? 0)
  for (const name in record.headers) bytes += name.length + (record.headers[name]?.length ?? 0) + 4
  return bytes
}
