import { setTimeout as sleep } from 'node:timers/promises'

const pollMs = 20

/**
 * Waits until `holds` does.
 * @throws Error that says what was waited for, when the time is over; the signal's reason.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { withinMs, signal }: { readonly withinMs: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await holds())) {
    signal?.throwIfAborted()
    if (performance.now() > deadline) throw new Error(`Waited ${Math.round(withinMs / 1000)} s in vain: ${what}`)
    await sleep(pollMs)
  }
}
