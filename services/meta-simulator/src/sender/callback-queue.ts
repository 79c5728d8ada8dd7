import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../settings.ts'
import type { Attempt } from './delivery-log.ts'
import type { Update } from './update.ts'

/** Updates that travel in one POST. */
export interface Batch {
  readonly updates: readonly Update[]
  /** Failed attempts so far. */
  readonly failed: number
  /** How long it has been waiting in all, unscaled. */
  readonly waitedMs: number
  /** Its delivery in the log. */
  readonly deliveryId: string
  /** Copies are not repeated. */
  readonly copyOf: string | null
}

export interface QueueOptions {
  readonly settings: () => Settings
  readonly signal: AbortSignal
  /** Enters a batch into the log. */
  readonly open: (updates: readonly Update[], copyOf: string | null) => Batch
  readonly post: (batch: Batch) => Promise<Omit<Attempt, 'at'>>
  /** The answer of an attempt; gives the batch to send again, and when (unscaled), or null when it is done with. */
  readonly settle: (
    batch: Batch,
    attempt: Omit<Attempt, 'at'>,
  ) => { readonly batch: Batch; readonly afterMs: number } | null
  /** Just before a repetition: the batch to send, or null when there is nobody to send it to any more. */
  readonly repeat: (batch: Batch) => Batch | null
}

/** The updates that wait for one callback of one app. */
export interface CallbackQueue {
  push(updates: readonly Update[], copyOf?: string): void
}

const mostBytes = 3 * 1024 * 1024

/** Posts one batch after the other. One that fails waits aside, the others go on. */
export function createCallbackQueue(options: QueueOptions): CallbackQueue {
  const { settings, signal, post, settle, repeat } = options
  const fresh: Update[] = []
  const ready: Batch[] = []
  let running = 0

  function schedule(): void {
    if (signal.aborted || running >= settings().concurrency || (fresh.length === 0 && ready.length === 0)) return
    running += 1
    void next().finally(() => {
      running -= 1
      schedule()
    })
  }

  async function next(): Promise<void> {
    const gatherMs = settings().gather_ms * settings().time_scale
    // Also without a time to gather: what is triggered together travels together.
    await pause(gatherMs)
    const again = ready.shift()
    const batch = again ? repeat(again) : fresh.length > 0 ? options.open(takeBatch(fresh, settings()), null) : null
    if (!batch || signal.aborted) return
    const outcome = settle(batch, await post(batch))
    if (outcome) void wait(outcome.batch, outcome.afterMs * settings().time_scale)
  }

  async function wait(batch: Batch, ms: number): Promise<void> {
    await pause(ms)
    ready.push(batch)
    schedule()
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  }

  return {
    push(updates, copyOf) {
      if (copyOf === undefined) fresh.push(...updates)
      else ready.push(options.open(updates, copyOf))
      schedule()
    },
  }
}

/** Takes the updates of the next POST off the front: as many as fit. */
function takeBatch(waiting: Update[], { batch_updates }: Pick<Settings, 'batch_updates'>): readonly Update[] {
  let [count, bytes] = [0, 0]
  for (const update of waiting) {
    if (count >= batch_updates || (count > 0 && update.apart)) break
    bytes += sizeOf(update)
    if (count > 0 && bytes > mostBytes) break
    count += 1
    if (update.apart) break
  }
  return waiting.splice(0, count)
}

/** About; escapes make it longer on the wire. */
function sizeOf({ entry, change }: Update): number {
  const text = JSON.stringify([entry, change], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  return text.length
}
