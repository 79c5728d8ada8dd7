import { waitUntil, type WaitOptions } from '@wabastream/sdk/testing'

/**
 * Waits until `holds` does.
 * @throws Error that says what was waited for, when the time is over; the signal's reason.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  options: WaitOptions,
): Promise<void> {
  if (await waitUntil(holds, options)) return
  throw new Error(`Waited ${Math.round(options.withinMs / 1000)} s in vain: ${what}`)
}
