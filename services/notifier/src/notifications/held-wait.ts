import { defaultPolicy } from '@wabastream/sdk/consumer'

/**
 * Milliseconds until the next attempt after a quiet period; null = that was the last one. The waits are those of the
 * retry topics, which cannot hold a notification for a whole night.
 */
export function heldWaitMs(attempt: number): number | null {
  const { retryDelaysMs, longRetries } = defaultPolicy
  if (attempt === 1) return retryDelaysMs['retry-10s']
  return attempt <= 1 + longRetries ? retryDelaysMs['retry-10m'] : null
}
