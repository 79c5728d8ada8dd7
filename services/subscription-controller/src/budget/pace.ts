import { setTimeout as sleep } from 'node:timers/promises'

/** Lets calls through one after the other, at most so many in a second. */
export function createPace(perSecond: number): () => Promise<void> {
  const gapMs = 1000 / perSecond
  let next = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(now, next)
    next = at + gapMs
    if (at > now) await sleep(at - now)
  }
}
