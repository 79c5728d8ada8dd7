import type { Settings } from '../settings.ts'
import { backoffMs } from './backoff.ts'
import type { Batch } from './callback-queue.ts'
import type { DeliveryState } from './delivery-log.ts'
import type { Route, Sent } from './route-update.ts'
import type { Update } from './update.ts'

/** What an answer means for a batch. */
export interface Verdict {
  readonly state: Extract<DeliveryState, 'delivered' | 'given_up' | 'waiting'>
  /** The batch to send again and when, unscaled; null when it is done with. */
  readonly again: { readonly batch: Batch; readonly afterMs: number } | null
}

/** Only 200 will do. Copies are not repeated, and nothing is repeated for longer than the settings say. */
export function judgeAttempt(
  batch: Batch,
  status: number | null,
  { retry_for_ms }: Pick<Settings, 'retry_for_ms'>,
): Verdict {
  if (status === 200) return { state: 'delivered', again: null }
  const failed = batch.failed + 1
  const afterMs = backoffMs(failed)
  const waitedMs = batch.waitedMs + afterMs
  if (batch.copyOf !== null || waitedMs > retry_for_ms) return { state: 'given_up', again: null }
  return { state: 'waiting', again: { batch: { ...batch, failed, waitedMs }, afterMs } }
}

/** An update with where it would go now. */
export interface Routed {
  readonly update: Update
  readonly routes: readonly Route[]
}

/** The updates of a failed batch, by what is left to do with them. */
export interface Remainder {
  /** Still for this callback. */
  readonly here: readonly Update[]
  /** For the callback that has taken its place. */
  readonly moved: readonly Routed[]
}

/** What is still due to an app: nothing of a WABA that it is not subscribed to any more. */
export function remainderOf(route: Sent, all: readonly Routed[]): Remainder {
  const here: Update[] = []
  const moved: Routed[] = []
  for (const { update, routes } of all) {
    const now = routes.find(({ appId }) => appId === route.appId)
    if (!now || 'withheld' in now) continue
    if (now.callback === route.callback) here.push(update)
    else moved.push({ update, routes: [now] })
  }
  return { here, moved }
}

/** What each callback of each app is due. */
export interface Due {
  readonly route: Sent
  readonly updates: Update[]
}

/** Sorts updates by the callbacks that they go to; `exceptApp` has them already. */
export function dueOf(all: readonly Routed[], exceptApp?: string): readonly Due[] {
  const due = new Map<string, Due>()
  for (const { update, routes } of all)
    for (const route of routes) {
      if ('withheld' in route || route.appId === exceptApp) continue
      const key = `${route.appId} ${route.callback}`
      const entry = due.get(key) ?? { route, updates: [] }
      entry.updates.push(update)
      due.set(key, entry)
    }
  return [...due.values()]
}
