import type { OutgoingRecord, Outcome } from '../record.ts'
import type { Bench } from './bench.ts'
import { admit, afterAck, afterDeadline, type Breaker, closedBreaker } from './breaker.ts'
import { createDelivery, fail, type Item } from './delivery.ts'
import { LaneError } from './lane-error.ts'
import type { LaneLimits } from './limits.ts'
import type { LaneObserver } from './observer.ts'
import { createQueue, enqueue } from './queue.ts'
import { takeBatch } from './take-batch.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'

/** The callers' side of a lane: who is let in, who waits, and who has waited long enough. */
export interface Intake {
  readonly waiting: WaitingRoom
  readonly breakerOpen: boolean
  publish(records: readonly OutgoingRecord[], sinceMs: number): Promise<readonly Outcome[]>
  /** The next batch; empty when nobody waits. */
  take(): Item[]
  /** Kafka acknowledged something. */
  acknowledged(): void
  /** A batch reached its deadline without an answer. */
  unanswered(batch: readonly Item[]): void
  /** From now on `publish` is refused. Resolves when all calls are settled, after `withinMs` at the latest. */
  drain(withinMs: number): Promise<void>
}

interface IntakeParts {
  readonly limits: LaneLimits
  readonly observer: LaneObserver
  readonly bench: Bench
  readonly isConnected: () => boolean
  /** Something was queued. */
  readonly wake: () => void
}

const RETRY_AFTER_MS = 1000

export function createIntake(parts: IntakeParts): Intake {
  const { limits, observer, wake } = parts
  const queue = createQueue()
  const waiting = createWaitingRoom()
  let breaker = closedBreaker
  let stopped = false

  function setBreaker(next: Breaker): void {
    const changed = next.open !== breaker.open
    breaker = next
    if (changed) observer.breaker?.(next.open)
  }

  function enter(records: readonly OutgoingRecord[], sinceMs: number, probe: boolean): Promise<readonly Outcome[]> {
    const startedAtMs = performance.now()
    const deadlineAtMs = startedAtMs + limits.ackTimeoutMs - Math.max(0, Date.now() - sinceMs)
    if (probe) breaker = { ...breaker, probing: true }
    return new Promise((resolve, reject) => {
      const delivery = createDelivery(records, deadlineAtMs, (error) => {
        waiting.leave(delivery)
        if (probe) breaker = { ...breaker, probing: false }
        const durationMs = performance.now() - startedAtMs
        observer.settled?.({ records: records.length, durationMs, outcome: error?.reason ?? 'kept' })
        if (error) reject(error)
        else resolve(delivery.outcomes)
      })
      waiting.enter(delivery)
      enqueue(queue, delivery)
      wake()
    })
  }

  return {
    waiting,
    get breakerOpen() {
      return breaker.open
    },
    publish(records, sinceMs) {
      if (records.length === 0) return Promise.resolve([])
      const admission = stopped
        ? new LaneError('stopped', RETRY_AFTER_MS)
        : admissionOf(records, { ...parts, waiting, breaker })
      if (!(admission instanceof LaneError)) return enter(records, sinceMs, admission === 'probe')
      observer.settled?.({ records: records.length, durationMs: 0, outcome: admission.reason })
      return Promise.reject(admission)
    },
    take: () => takeBatch(queue, limits),
    acknowledged() {
      if (breaker.open) setBreaker(afterAck())
    },
    unanswered(batch) {
      setBreaker(afterDeadline(breaker, performance.now()))
      for (const { delivery } of batch) fail(delivery, new LaneError('timeout', RETRY_AFTER_MS))
    },
    drain(withinMs) {
      stopped = true
      return waiting.drain(withinMs)
    },
  }
}

interface Door extends Pick<IntakeParts, 'bench' | 'isConnected' | 'limits'> {
  readonly waiting: Pick<WaitingRoom, 'records' | 'bytes'>
  readonly breaker: Breaker
}

/** Whether a call is let in: it is turned away at once rather than left to wait for nothing. */
function admissionOf(records: readonly OutgoingRecord[], door: Door): 'yes' | 'probe' | LaneError {
  const { bench, breaker, limits, waiting } = door
  const nowMs = performance.now()
  for (const record of records) {
    const benched = bench.reason(record, nowMs)
    if (benched) return new LaneError(benched.reason, benched.retryAfterMs, { code: benched.code })
  }
  // An empty lane takes a call of any size: refused now, it would be refused for ever.
  const tooMany = waiting.records > 0 && waiting.records + records.length > limits.maxQueuedRecords
  if (tooMany || waiting.bytes >= limits.maxQueuedBytes) return new LaneError('queue_full', RETRY_AFTER_MS)
  const admission = admit(breaker, nowMs, door.isConnected())
  if (admission !== 'no') return admission
  return new LaneError('breaker_open', Math.max(RETRY_AFTER_MS, breaker.retryAtMs - nowMs))
}
