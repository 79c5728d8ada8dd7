import { setTimeout as sleep } from 'node:timers/promises'
import { errorFields } from '@wabastream/sdk/failure'
import type { Part } from '@wabastream/sdk/service'
import type { Lease } from '@wabastream/sdk/store'
import { dueKeys } from '../desired/rows.ts'
import { discover } from '../discovery/discover.ts'
import { neededLeaseMs, type Desk } from './desk.ts'
import { lookAtApp } from './look-at-app.ts'
import { lookAtWaba } from './look-at-waba.ts'

/** Accounts that are looked at side by side. */
const sideBySide = 8
const batch = 64
const idleMs = 500

/** Takes what is due from the queue, as long as this process is the leader. */
export function createController(desk: Desk, lease: Lease): Part {
  const stopping = new AbortController()
  let work: Promise<void> = Promise.resolve()
  const leads = () => lease.leftMs() > neededLeaseMs && !stopping.signal.aborted

  async function each(keys: readonly string[], look: (desk: Desk, key: string) => Promise<void>): Promise<void> {
    const waiting = [...keys]
    const worker = async () => {
      for (let key = waiting.shift(); key !== undefined && leads(); key = waiting.shift()) await look(desk, key)
    }
    const ends = await Promise.allSettled(Array.from({ length: sideBySide }, worker))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
  async function round(): Promise<boolean> {
    if (!leads()) return false
    const apps = await dueKeys(desk.store, 'apps', batch)
    await each(apps, lookAtApp)
    await discover(desk)
    const wabas = await dueKeys(desk.store, 'wabas', batch)
    await each(wabas, lookAtWaba)
    return apps.length + wabas.length > 0
  }
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const busy = await round().catch((error: unknown) => {
        desk.log.warn(errorFields(error), 'subscriptions are not looked at, still trying')
        return false
      })
      if (!busy) await sleep(idleMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  return {
    name: 'subscription loop',
    async start() {
      await lease.start()
      work = run()
    },
    async stop() {
      stopping.abort()
      await work
      await lease.stop()
    },
  }
}
