/** A delivery of which not all records were read yet. */
export interface WaitingDelivery {
  /** Encoded records by item_path. */
  readonly parts: Map<string, Buffer>
  /** `item_count`; 0 while no event was read. */
  count: number
  bytes: number
  /** Somebody asked for it. */
  wanted: boolean
}

/** Deliveries that wait for the rest of their records, within a bound of memory. */
export interface WaitingDeliveries {
  /** The delivery, new if need be; null once it was closed: a record may stand on its topic twice. */
  get(id: string): WaitingDelivery | null
  keep(delivery: WaitingDelivery, path: string, bytes: Buffer): void
  /** Printed or given up: its later records are not looked at. */
  close(id: string): void
  /** The oldest ones, until the others fit. */
  tooMany(): readonly string[]
  ids(): readonly string[]
}

/** Closed deliveries that are remembered. */
const maxRemembered = 100_000

export function createWaitingDeliveries(maxBytes: number): WaitingDeliveries {
  const waiting = new Map<string, WaitingDelivery>()
  const closed = new Set<string>()
  let bytes = 0
  return {
    get(id) {
      if (closed.has(id)) return null
      const delivery = waiting.get(id) ?? { parts: new Map(), count: 0, bytes: 0, wanted: false }
      waiting.set(id, delivery)
      return delivery
    },
    keep(delivery, path, part) {
      if (delivery.parts.has(path)) return
      // A copy: the record's own bytes are a view of the whole answer that brought it.
      delivery.parts.set(path, Buffer.from(part))
      delivery.bytes += part.length
      bytes += part.length
    },
    close(id) {
      bytes -= waiting.get(id)?.bytes ?? 0
      waiting.delete(id)
      closed.add(id)
      if (closed.size > maxRemembered) closed.delete(closed.values().next().value!)
    },
    tooMany() {
      const oldest: string[] = []
      let left = bytes
      for (const [id, delivery] of waiting) {
        if (left <= maxBytes) break
        left -= delivery.bytes
        oldest.push(id)
      }
      return oldest
    },
    ids: () => [...waiting.keys()],
  }
}
