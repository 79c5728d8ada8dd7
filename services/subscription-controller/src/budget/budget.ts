import { GraphError, localFault, type Fault } from '../graph/fault.ts'
import type { About, GraphObserver } from '../graph/graph.ts'
import { backoffMs } from './backoff.ts'

/** Half of a limit belongs to others of the same app: we stop a little before it. */
const ceilingPercent = 45

const pauses = {
  /** Meta refused: more calls lengthen the block. */
  throttled: { firstMs: 60_000, longestMs: 3_600_000 },
  /** The ceiling is reached; the rolling hour lets go slowly. */
  ceiling: { firstMs: 60_000, longestMs: 900_000 },
}

/** Keeps calls within the limits of apps and accounts. */
export interface Budget extends GraphObserver {
  /** Milliseconds to wait before the next call; 0: now. */
  waitMs(about: About): number
}

interface Meter {
  untilMs: number
  strikes: number
}

export interface BudgetOptions {
  /** Waits for the turn of a call. */
  readonly pace?: () => Promise<void>
  readonly now?: () => number
}

/** A budget that is kept in memory: the first answers after a start tell where the limits are. */
export function createBudget({ pace = async () => {}, now = Date.now }: BudgetOptions = {}): Budget {
  const meters = new Map<string, Meter>()
  const pause = (key: string, kind: keyof typeof pauses, atLeastMs = 0) => {
    const { untilMs, strikes } = meters.get(key) ?? { untilMs: 0, strikes: 0 }
    const until = now() + Math.max(backoffMs(strikes + 1, pauses[kind]), atLeastMs)
    meters.set(key, { untilMs: Math.max(untilMs, until), strikes: strikes + 1 })
  }
  const waitMs = (about: About) =>
    Math.max(0, ...[about.appId, ownKey(about)].map((key) => (meters.get(key)?.untilMs ?? 0) - now()))
  const measured = (key: string, percent: number, regainMs: number) => {
    if (percent >= ceilingPercent || regainMs > 0) pause(key, 'ceiling', regainMs)
    else meters.delete(key)
  }
  return {
    waitMs,
    async before(about) {
      await pace()
      if (waitMs(about) > 0) throw new GraphError(waiting)
    },
    used(about, { appPercent, businessPercent, regainMs }) {
      if (appPercent !== null) measured(about.appId, appPercent, 0)
      // Which object Meta names there is not documented for WhatsApp: it counts for the account that was asked for.
      if (businessPercent !== null && about.wabaId !== null) measured(ownKey(about), businessPercent, regainMs)
    },
    failed(about, { fault }) {
      if (fault.kind === 'throttled') pause(fault.scope === 'waba' ? ownKey(about) : about.appId, 'throttled')
    },
  }
}

function ownKey({ appId, wabaId }: About): string {
  return wabaId === null ? appId : `${appId} ${wabaId}`
}

/** Nothing was asked: the budget is used up for now. */
const waiting: Fault = localFault('throttled', {
  class: 'transient',
  advice: 'The budget of calls is used up for now; it goes on by itself. Look for other tools of the same app.',
})
