/** Something that was started and can be stopped. */
export interface Stoppable {
  stop(): Promise<unknown>
}

/**
 * Starts several things side by side. If one fails, the others are told through the signal, those that are up are
 * stopped, and the first error is thrown.
 */
export async function startTogether<T extends Stoppable>(
  starters: readonly ((signal: AbortSignal) => Promise<T>)[],
  outer: AbortSignal | undefined,
): Promise<readonly T[]> {
  const inner = new AbortController()
  const signal = outer === undefined ? inner.signal : AbortSignal.any([outer, inner.signal])
  const results = await Promise.allSettled(
    starters.map((start) =>
      start(signal).catch((error: unknown) => {
        // The first reason stays; aborting again changes nothing.
        inner.abort(error)
        throw error
      }),
    ),
  )
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (started.length === starters.length) return started
  await Promise.allSettled(started.map((one) => one.stop()))
  throw outer?.aborted === true ? outer.reason : inner.signal.reason
}
