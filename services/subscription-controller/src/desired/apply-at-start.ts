import { setTimeout as sleep } from 'node:timers/promises'
import { errorFields } from '@wabastream/sdk/failure'
import type { Part } from '@wabastream/sdk/service'
import type { Declaration } from '../declaration/file-schema.ts'
import type { Desk } from '../reconcile/desk.ts'
import { declare } from '../routes/change.ts'

/** Keeps the file's declaration as soon as the store and the registry are there, in the background. */
export function applyAtStart(desk: Desk, declaration: Declaration): Part {
  const stopping = new AbortController()
  let work: Promise<void> = Promise.resolve()
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const changed = await declare(desk, declaration, 'declare')
        desk.log.info({ changed: changed.length }, 'the file of subscriptions is kept')
        return
      } catch (error) {
        desk.log.warn(errorFields(error), 'the file of subscriptions cannot be kept yet, still trying')
        await sleep(1000, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  return {
    name: 'file of subscriptions',
    start: async () => void (work = run()),
    async stop() {
      stopping.abort()
      await work
    },
  }
}
