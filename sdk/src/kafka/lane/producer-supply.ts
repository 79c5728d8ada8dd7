import { setTimeout as sleep } from 'node:timers/promises'
import type { Producer } from './producer.ts'

/**
 * Keeps one connected producer at hand. kafkajs reuses sequence numbers after a rejected send, and Kafka then takes new
 * records for duplicates, acknowledges them and drops them; so a producer in doubt is destroyed and a new one built.
 */
export interface ProducerSupply {
  readonly connected: boolean
  /** Producers given up whose last send has not ended. */
  readonly abandoned: number
  /** Begins to connect, and goes on until it succeeds. */
  start(): void
  /** The producer, or null if none is connected by then (clock of `performance.now()`), or the supply is closed. */
  ready(untilMs: number): Promise<Producer | null>
  /** Destroys it and starts on the next one. */
  replace(producer: Producer): void
  /** Ends the producer in good order, unless a send is under way: then it is cut. */
  close(): Promise<void>
}

interface SupplyParts {
  /** Makes the n-th producer, not connected. */
  readonly create: (n: number) => Producer
  /** A connection failed, for the n-th time in a row. */
  readonly failed: (error: unknown, times: number) => void
  readonly connected: () => void
}

/** More would mean sockets and timers without bound while a cluster is frozen. */
const MAX_ABANDONED = 2
const FIRST_WAIT_MS = 25
const LONGEST_WAIT_MS = 1000

export function createProducerSupply(parts: SupplyParts): ProducerSupply {
  const closing = new AbortController()
  const { signal } = closing
  const abandoned = new Set<Producer>()
  let current: Producer | null = null
  let building: Promise<void> = Promise.resolve()
  let made = 0

  async function build(): Promise<void> {
    for (let times = 1; !signal.aborted; times += 1) {
      if (abandoned.size >= MAX_ABANDONED) await Promise.race(Array.from(abandoned, (producer) => producer.idle()))
      // Closed meanwhile: nobody would end the next one.
      if (signal.aborted) return
      const error = await connected(parts.create(made++), signal, (producer) => {
        current = producer
        parts.connected()
      })
      if (error === null || signal.aborted) return
      parts.failed(error, times)
      await sleep(Math.min(FIRST_WAIT_MS * 2 ** (times - 1), LONGEST_WAIT_MS), null, { signal }).catch(() => null)
    }
  }

  function start(): void {
    building = build()
  }

  return {
    start,
    get connected() {
      return current !== null
    },
    get abandoned() {
      return abandoned.size
    },
    async ready(untilMs) {
      if (!current && !signal.aborted) await before(untilMs, building)
      return current
    },
    replace(producer) {
      producer.destroy()
      if (producer.busy) {
        abandoned.add(producer)
        void producer.idle().then(() => abandoned.delete(producer))
      }
      if (current !== producer) return
      current = null
      start()
    },
    async close() {
      closing.abort()
      const last = current
      current = null
      if (last?.busy) last.destroy()
      else await last?.close()
      await building
    },
  }
}

/** Connects, and hands the producer over; resolves to the error, if there is one. A signal cuts it short. */
async function connected(producer: Producer, signal: AbortSignal, use: (producer: Producer) => void): Promise<unknown> {
  const destroy = () => producer.destroy()
  signal.addEventListener('abort', destroy, { once: true })
  try {
    await producer.connect()
    if (!signal.aborted) use(producer)
    return null
  } catch (error) {
    producer.destroy()
    return error
  } finally {
    signal.removeEventListener('abort', destroy)
  }
}

/** Waits for the promise, but no longer than until then. */
async function before(untilMs: number, promise: Promise<void>): Promise<void> {
  const timer = new AbortController()
  const { signal } = timer
  const late = sleep(Math.max(0, untilMs - performance.now()), undefined, { signal }).catch(() => undefined)
  await Promise.race([promise, late])
  timer.abort()
}
