const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A wish to stop, from Ctrl-C or a signal. */
export interface Interruption {
  readonly signal: AbortSignal
  /** Gives the signals back to whoever had them. */
  [Symbol.dispose](): void
}

/** Aborts at the first Ctrl-C, SIGTERM or SIGHUP, so that the command can end cleanly; a second one ends it at once. */
export function onInterruption(): Interruption {
  const stopping = new AbortController()
  const stop = () => {
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort()
  }
  for (const signal of signals) process.on(signal, stop)
  return {
    signal: stopping.signal,
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, stop)
    },
  }
}
