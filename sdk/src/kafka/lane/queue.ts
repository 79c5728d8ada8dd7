import type { Delivery } from './delivery.ts'

/**
 * Publish calls that have records to send, first come first. Removing from the front costs nothing. The places before
 * `head` are empty: a call that was taken must not be held here.
 */
export interface Queue {
  deliveries: (Delivery | undefined)[]
  head: number
}

export function createQueue(): Queue {
  return { deliveries: [], head: 0 }
}

export function enqueue(queue: Queue, delivery: Delivery): void {
  queue.deliveries.push(delivery)
}

export function isEmpty(queue: Queue): boolean {
  return queue.head >= queue.deliveries.length
}

/** Takes the first call off, or undefined when nobody waits. */
export function shift(queue: Queue): Delivery | undefined {
  const first = queue.deliveries[queue.head]
  if (first === undefined) return undefined
  queue.deliveries[queue.head] = undefined
  queue.head += 1
  if (queue.head === queue.deliveries.length) {
    queue.deliveries = []
    queue.head = 0
  } else if (queue.head > 1024 && queue.head * 2 > queue.deliveries.length) {
    queue.deliveries = queue.deliveries.slice(queue.head)
    queue.head = 0
  }
  return first
}

/** Puts calls back to the front, in their order. */
export function putBack(queue: Queue, deliveries: readonly Delivery[]): void {
  if (deliveries.length === 0) return
  queue.deliveries = [...deliveries, ...queue.deliveries.slice(queue.head)]
  queue.head = 0
}
