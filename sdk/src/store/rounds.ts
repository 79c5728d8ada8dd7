import type { Log } from '../observe/index.ts'
import type { Part } from '../service/index.ts'
import { createLease } from './lease.ts'
import type { Queryable } from './queryable.ts'

/** Work that comes up again and again. */
export interface Round {
  readonly everyMs: number
  readonly work: () => Promise<void>
  /** What the log says when it fails; it is tried again in the next round. */
  readonly failed: string
}

export interface RoundsOptions {
  readonly store: Queryable
  /** Of the part and of its lease. */
  readonly name: string
  readonly log: Log
  readonly rounds: readonly Round[]
}

/** A part that does its rounds in one process of the service at a time, none twice at once. It starts after the store. */
export function createRounds({ store, name, log, rounds }: RoundsOptions): Part {
  const lease = createLease(store, name, { log })
  const loops = rounds.map(({ everyMs, work, failed }) =>
    repeat(everyMs, async () => {
      if (!lease.held()) return
      try {
        await work()
      } catch (error) {
        log.warn({ err: error }, failed)
      }
    }),
  )
  return {
    name,
    async start() {
      await lease.start()
      for (const loop of loops) loop.start()
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await lease.stop()
    },
  }
}

/** Runs `work` again and again, never twice at a time; `stop` waits for what is under way. */
function repeat(everyMs: number, work: () => Promise<void>): { start(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const next = () => {
    timer = setTimeout(() => void (running = turn()), everyMs)
  }
  const turn = async () => {
    await work()
    if (timer !== undefined) next()
  }
  return {
    start: next,
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await running
    },
  }
}
