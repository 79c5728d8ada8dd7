import { instantOf, wallClockAt } from './wall-clock.ts'

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

/** A time of the week in which a destination is left in peace. */
export interface QuietPeriod {
  /** Days on which it begins. */
  readonly days: readonly Weekday[]
  /** Minutes since midnight, 0 to 1,439. */
  readonly from: number
  /** Minutes since midnight, 0 to 1,440; not after `from`: of the next day. */
  readonly to: number
  /** IANA name. */
  readonly timeZone: string
  /** What becomes of critical alerts: `pass` = sent at once. */
  readonly critical: 'pass' | 'hold'
}

/** Periods that follow each other without a gap for so long are left to the next look. */
const longestChain = 16

/**
 * When the quiet periods that hold at `nowMs` are over, in milliseconds since 1970; null = it is not quiet now. Periods
 * that overlap or follow each other count as one.
 */
export function quietUntil(periods: readonly QuietPeriod[], severity: string, nowMs: number): number | null {
  const holding = periods.filter(({ critical }) => severity !== 'critical' || critical === 'hold')
  let until: number | null = null
  for (let step = 0; step < longestChain; step++) {
    const ends = holding.flatMap((period) => endOf(period, until ?? nowMs) ?? [])
    if (ends.length === 0) return until
    until = Math.max(...ends)
  }
  return until
}

/** The end of the period if it holds at this instant. It began today or yesterday, as its clocks say. */
function endOf({ days, from, to, timeZone }: QuietPeriod, atMs: number): number | null {
  const today = wallClockAt(atMs, timeZone)
  for (const back of [0, 1]) {
    const began = { ...today, day: today.day - back }
    const weekday = weekdays[new Date(Date.UTC(began.year, began.month - 1, began.day)).getUTCDay()]
    if (weekday === undefined || !days.includes(weekday)) continue
    const begins = instantOf({ ...began, minutes: from }, timeZone)
    const ends = instantOf({ ...began, day: began.day + (to > from ? 0 : 1), minutes: to }, timeZone)
    if (begins <= atMs && atMs < ends) return ends
  }
  return null
}
