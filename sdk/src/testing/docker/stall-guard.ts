/** Thrown when work has not shown progress for too long. */
class StalledError extends Error {
  override readonly name = 'StalledError'
}

export interface StallLimits {
  readonly stallMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Waits for work as long as it goes on: every call of `progressed` buys another `stallMs`.
 * A slow line is no reason to give up, a dead one is. The work itself cannot be stopped; it is left alone.
 */
export async function whileProgressing<T>(
  work: (progressed: () => void) => Promise<T>,
  { stallMs, signal }: StallLimits,
): Promise<T> {
  signal?.throwIfAborted()
  const given = Promise.withResolvers<never>()
  let lastProgress = Date.now()
  const look = setInterval(() => {
    if (Date.now() - lastProgress >= stallMs) given.reject(new StalledError(`no progress for ${stallMs / 1_000} s`))
  }, stallMs / 10)
  const abort = (): void => given.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(() => (lastProgress = Date.now())), given.promise])
  } finally {
    clearInterval(look)
    signal?.removeEventListener('abort', abort)
  }
}
