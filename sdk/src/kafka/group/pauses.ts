import { partitionKey } from './partition-key.ts'

/** What pausing does to the client. */
export interface PauseTarget {
  pause(topic: string, partition: number): void
  resume(topic: string, partition: number): void
}

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

interface Paused {
  readonly topic: string
  readonly partition: number
  readonly timer: NodeJS.Timeout | null
}

/** Paused partitions of one client, each with the timer that ends its pause. */
export interface Pauses {
  readonly size: number
  /** Ends by itself after `forMs`; null: with `end`. A later pause takes the place of the one before. */
  begin(topic: string, partition: number, forMs: number | null): void
  end(topic: string, partition: number): void
  /** Resumes all: kafkajs keeps a pause over a rebalance, even of a partition that was lost and came back. */
  clear(): void
}

export function createPauses(target: PauseTarget): Pauses {
  const paused = new Map<string, Paused>()

  function end(topic: string, partition: number): void {
    const key = partitionKey(topic, partition)
    const known = paused.get(key)
    if (!known) return
    if (known.timer) clearTimeout(known.timer)
    paused.delete(key)
    target.resume(topic, partition)
  }

  return {
    get size() {
      return paused.size
    },
    begin(topic, partition, forMs) {
      const key = partitionKey(topic, partition)
      const before = paused.get(key)?.timer
      if (before) clearTimeout(before)
      const timer = forMs === null ? null : setTimeout(end, Math.min(forMs, LONGEST_TIMER_MS), topic, partition)
      paused.set(key, { topic, partition, timer })
      target.pause(topic, partition)
    },
    end,
    clear() {
      for (const { topic, partition } of paused.values()) end(topic, partition)
    },
  }
}
