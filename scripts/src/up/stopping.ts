import { untilStopped } from '@wabastream/sdk/service'
import { whenReaderIsGone } from '../output/standard-output.ts'
import { onOrphaned } from './ancestors.ts'

/** The wish that the stack ends: a signal, a closed terminal, a killed parent, or a part of it that failed. */
export interface Stopping {
  readonly signal: AbortSignal
  /** Stops the stack because something broke; the first reason counts. */
  fail(error: Error): void
  /** What broke; null when the stop was asked for. */
  readonly failure: Error | null
  /** Resolves when the stack has to end. */
  readonly asked: Promise<void>
  close(): void
}

/** Listens from now on, so that no wish is lost while the stack is still starting. */
export function listenForStop(): Stopping {
  const controller = new AbortController()
  let failure: Error | null = null
  const stop = () => controller.abort()
  void untilStopped().then(stop)
  // A terminal that was closed is told by a failing write as well as by SIGHUP, in either order.
  whenReaderIsGone(stop)
  const close = onOrphaned(stop)
  return {
    signal: controller.signal,
    fail(error) {
      if (!controller.signal.aborted) failure = error
      stop()
    },
    get failure() {
      return failure
    },
    asked: new Promise((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(), { once: true })
    }),
    close,
  }
}
