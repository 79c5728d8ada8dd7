const pollMs = 20

export interface WaitOptions {
  readonly withinMs: number
  readonly signal?: AbortSignal | undefined
}

/** Asks again and again; false when the time is over. Throws the signal's reason. */
export async function waitUntil(ask: () => Promise<boolean> | boolean, options: WaitOptions): Promise<boolean> {
  const deadline = Date.now() + options.withinMs
  for (;;) {
    options.signal?.throwIfAborted()
    if (await ask()) return true
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}
