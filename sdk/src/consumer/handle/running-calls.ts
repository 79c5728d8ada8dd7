import { HandlerTimeout } from '../fate/index.ts'

/** Calls that run, each with its deadline. */
export interface RunningCalls {
  readonly size: number
  /**
   * Waits for a handler, no longer than its deadline. Calls `failed` with what it threw or a HandlerTimeout, `cancelled`
   * when the call is not waited for any more; its result does not count then.
   */
  watch<R>(call: Watched<R>): Promise<R>
  /** Stops waiting for the calls of a partition, or for all. */
  cancel(partition?: string): void
}

export interface Watched<R> {
  readonly partition: string
  readonly controller: CallController
  readonly result: PromiseLike<unknown>
  readonly done: () => R
  readonly failed: (error: unknown) => R | Promise<R>
  readonly cancelled: () => R
}

/** The signal of a call, made only if the handler looks at it. */
export interface CallController {
  signal(): AbortSignal
  abort(reason: Error): void
}

interface Entry {
  readonly partition: string
  readonly deadlineAtMs: number
  expire(): void
  cancel(): void
}

/** Deadlines are looked at this often, in parts of their length: a timer for each call would cost more than the call. */
const LOOKS = 10
const MOST_MS = 1000

export function createRunningCalls(deadlineMs: number): RunningCalls {
  // In the order of their deadlines, since all have the same time.
  const running = new Set<Entry>()
  let timer: NodeJS.Timeout | null = null

  function look(): void {
    const now = performance.now()
    for (const entry of running) {
      if (entry.deadlineAtMs > now) break
      entry.expire()
    }
    if (running.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }

  return {
    get size() {
      return running.size
    },
    watch: ({ partition, controller, result, done: whenDone, failed, cancelled }) =>
      new Promise((resolve) => {
        const leave = () => running.delete(entry)
        const entry: Entry = {
          partition,
          deadlineAtMs: performance.now() + deadlineMs,
          expire() {
            leave()
            const timeout = new HandlerTimeout(deadlineMs)
            controller.abort(timeout)
            resolve(failed(timeout))
          },
          cancel() {
            leave()
            controller.abort(new Error('this process does not wait for the handler any longer'))
            resolve(cancelled())
          },
        }
        running.add(entry)
        timer ??= setInterval(look, Math.min(MOST_MS, Math.max(1, deadlineMs / LOOKS)))
        result.then(
          () => void (leave() && resolve(whenDone())),
          (error: unknown) => void (leave() && resolve(failed(error))),
        )
      }),
    cancel(partition) {
      for (const entry of running) if (partition === undefined || entry.partition === partition) entry.cancel()
      look()
    },
  }
}

/** A signal that costs nothing until somebody looks at it. */
export function createCallController(): CallController {
  let made: AbortController | null = null
  let reason: Error | null = null
  return {
    signal() {
      if (made === null) {
        made = new AbortController()
        if (reason) made.abort(reason)
      }
      return made.signal
    },
    abort(why) {
      reason = why
      made?.abort(why)
    },
  }
}
