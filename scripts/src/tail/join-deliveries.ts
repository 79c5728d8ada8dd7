import { isEvent } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'
import { join, JoinError } from '@wabastream/schemas/items'
import { createWaitingDeliveries, type WaitingDelivery } from './waiting-deliveries.ts'
import { bodyLine, isQuarantine, quarantinedBody, rawLine } from './webhook-line.ts'

/** How much waits for the rest of its delivery, in bytes of records; beyond it the oldest deliveries are given up. */
const defaultWaitingBytes = 256 * 1024 * 1024
/** Incomplete deliveries that are named at the end; the rest is counted. */
const maxNamed = 20

export interface JoinerOptions {
  /** Decodes and rebuilds bytes again: what waits is kept encoded, which takes a tenth of the memory. */
  readonly again: (bytes: Buffer) => EventRecord
  readonly maxWaitingBytes?: number
}

/** What could not be joined. */
export interface Leftovers {
  readonly count: number
  /** The first few: delivery id and reason. */
  readonly named: readonly string[]
}

/** Puts deliveries together from their records, in whatever order they come. */
export interface Joiner {
  /** The line of a delivery that is complete with this record; null while it is not, or when nobody wants it. */
  add(record: { readonly value: unknown; readonly bytes: Buffer | null }, wanted: boolean): Buffer | null
  /** Deliveries that somebody wants and whose other records were not read. */
  leftovers(): Leftovers
}

export function createJoiner({ again, maxWaitingBytes = defaultWaitingBytes }: JoinerOptions): Joiner {
  const waiting = createWaitingDeliveries(maxWaitingBytes)
  const named: string[] = []
  let lost = 0

  const giveUp = (id: string, why?: string) => {
    const delivery = waiting.get(id)
    waiting.close(id)
    if (!delivery?.wanted) return
    if (++lost <= maxNamed) named.push(`${id}: ${why ?? missing(delivery.parts.size, delivery.count)}`)
  }
  const complete = (id: string, { parts, wanted }: WaitingDelivery): Buffer | null => {
    try {
      const line = wanted ? bodyLine(join(Array.from(parts.values(), again))) : null
      waiting.close(id)
      return line
    } catch (error) {
      if (!(error instanceof JoinError)) throw error
      giveUp(id, error.message)
      return null
    }
  }
  return {
    add({ value, bytes }, wanted) {
      const id = isEvent(value) || isQuarantine(value) ? value.delivery_id : null
      const delivery = id === null ? null : waiting.get(id)
      if (id === null || !delivery || bytes === null) return null
      delivery.wanted ||= wanted
      const raw = quarantinedBody(value)
      if (raw) waiting.close(id)
      if (raw) return delivery.wanted ? rawLine(raw) : null
      if (!isEvent(value)) return null
      delivery.count = value.item_count
      waiting.keep(delivery, value.item_path, bytes)
      if (delivery.parts.size >= delivery.count) return complete(id, delivery)
      for (const oldest of waiting.tooMany()) giveUp(oldest)
      return null
    },
    leftovers() {
      for (const id of waiting.ids()) giveUp(id)
      return { count: lost, named }
    },
  }
}

function missing(read: number, count: number): string {
  return count === 0 ? 'its raw body was not read' : `${read} of ${count} records were read`
}
