import { type Delivery, fail } from './delivery.ts'
import { LaneError } from './lane-error.ts'

/** All calls without an answer: how much they hold, and an end to their waiting. */
export interface WaitingRoom {
  readonly records: number
  readonly bytes: number
  enter(delivery: Delivery): void
  leave(delivery: Delivery): void
  /** Resolves when the room is empty; what is still there after `withinMs` is failed as stopped. */
  drain(withinMs: number): Promise<void>
}

/** How exactly the deadlines of callers are kept. One timer serves all of them. */
const SWEEP_EVERY_MS = 25
const RETRY_AFTER_MS = 1000

export function createWaitingRoom(): WaitingRoom {
  const live = new Set<Delivery>()
  let records = 0
  let bytes = 0
  let sweeper: NodeJS.Timeout | undefined
  let emptied: (() => void) | undefined

  function sweep(): void {
    const nowMs = performance.now()
    for (const delivery of live)
      if (delivery.deadlineAtMs <= nowMs) fail(delivery, new LaneError('timeout', RETRY_AFTER_MS))
  }

  return {
    get records() {
      return records
    },
    get bytes() {
      return bytes
    },
    enter(delivery) {
      live.add(delivery)
      records += delivery.items.length
      bytes += delivery.bytes
      sweeper ??= setInterval(sweep, SWEEP_EVERY_MS)
    },
    leave(delivery) {
      live.delete(delivery)
      records -= delivery.items.length
      bytes -= delivery.bytes
      if (live.size > 0) return
      clearInterval(sweeper)
      sweeper = undefined
      emptied?.()
    },
    async drain(withinMs) {
      if (live.size === 0) return
      const timer = setTimeout(() => {
        for (const delivery of live) fail(delivery, new LaneError('stopped', RETRY_AFTER_MS))
      }, withinMs)
      await new Promise<void>((resolve) => (emptied = resolve))
      clearTimeout(timer)
    },
  }
}
