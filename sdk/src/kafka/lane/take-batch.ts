import type { Delivery, Item } from './delivery.ts'
import type { LaneLimits } from './limits.ts'
import { enqueue, putBack, type Queue, shift } from './queue.ts'

type BatchLimits = Pick<
  LaneLimits,
  'maxBatchRecords' | 'maxBatchBytes' | 'aloneBytes' | 'maxPartitionBytes' | 'turnRecords'
>

interface Filling {
  readonly items: Item[]
  bytes: number
  full: boolean
  /** Bytes per partition; counted only once the batch is so large that one partition could pass its bound. */
  perPartition: Map<string, number> | null
}

/**
 * Takes the next batch off the queue. Calls take turns: each gives at most `turnRecords` and then waits behind the
 * others. Records of one call stay in order, and so do the records of one partition within the batch.
 */
export function takeBatch(queue: Queue, limits: BatchLimits): Item[] {
  const batch: Filling = { items: [], bytes: 0, full: false, perPartition: null }
  const waiting: Delivery[] = []
  const hadTurn: Delivery[] = []
  while (!batch.full) {
    const delivery = shift(queue)
    if (!delivery) break
    if (delivery.done) continue
    const before = delivery.next
    takeTurn(batch, delivery, limits)
    if (delivery.next >= delivery.items.length) continue
    if (delivery.next === before) waiting.push(delivery)
    else hadTurn.push(delivery)
  }
  putBack(queue, waiting)
  for (const delivery of hadTurn) enqueue(queue, delivery)
  return batch.items
}

function takeTurn(batch: Filling, delivery: Delivery, limits: BatchLimits): void {
  const end = Math.min(delivery.items.length, delivery.next + limits.turnRecords)
  while (delivery.next < end) {
    const item = delivery.items[delivery.next]
    if (!item || !fits(batch, item, limits)) return
    batch.items.push(item)
    batch.bytes += item.bytes
    delivery.next += 1
    if (batch.full) return
  }
}

function fits(batch: Filling, item: Item, limits: BatchLimits): boolean {
  const empty = batch.items.length === 0
  if (item.bytes > limits.aloneBytes) {
    // Alone, and nothing after it; when others are in already, the batch ends here and it goes first next time.
    batch.full = true
    return empty
  }
  if (batch.items.length >= limits.maxBatchRecords || batch.bytes + item.bytes > limits.maxBatchBytes) {
    batch.full = true
    return empty
  }
  return empty || fitsPartition(batch, item, limits.maxPartitionBytes)
}

function fitsPartition(batch: Filling, item: Item, maxPartitionBytes: number): boolean {
  if (!batch.perPartition && batch.bytes + item.bytes <= maxPartitionBytes) return true
  const tally = (batch.perPartition ??= tallyOf(batch.items))
  const name = partitionName(item)
  const bytes = (tally.get(name) ?? 0) + item.bytes
  // A partition that is full stays full for this batch: a smaller record must not overtake the one left behind.
  tally.set(name, bytes > maxPartitionBytes ? Infinity : bytes)
  return bytes <= maxPartitionBytes
}

function tallyOf(items: readonly Item[]): Map<string, number> {
  const tally = new Map<string, number>()
  for (const item of items) {
    const name = partitionName(item)
    tally.set(name, (tally.get(name) ?? 0) + item.bytes)
  }
  return tally
}

/** Topic names hold no slash, so the name is unambiguous. */
export function partitionName(place: { readonly topic: string; readonly partition: number }): string {
  return `${place.topic}/${place.partition}`
}
