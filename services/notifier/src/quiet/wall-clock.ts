/** A date and time of day as clocks of a place show it; the date may overflow (day 32), as in Date.UTC. */
export interface WallClock {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  /** Minutes since midnight; 1,440 = the end of the day. */
  readonly minutes: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What clocks in an IANA time zone show at an instant. */
export function wallClockAt(instantMs: number, timeZone: string): WallClock {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return { year: part('year'), month: part('month'), day: part('day'), minutes: part('hour') * 60 + part('minute') }
}

/**
 * The instant at which clocks in a time zone show this. A time that a change of clocks repeats is the first of the two;
 * one that it skips counts from before the change (02:30 becomes 03:30), as in RFC 5545.
 */
export function instantOf({ year, month, day, minutes }: WallClock, timeZone: string): number {
  const asUtcMs = Date.UTC(year, month - 1, day, 0, minutes)
  const before = offsetMs(asUtcMs - dayMs, timeZone)
  const after = offsetMs(asUtcMs + dayMs, timeZone)
  const candidates = [asUtcMs - before, asUtcMs - after].filter((at) => at + offsetMs(at, timeZone) === asUtcMs)
  return candidates.length > 0 ? Math.min(...candidates) : asUtcMs - before
}

/** Whether the name is one of a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    return formatOf(name) !== undefined
  } catch {
    return false
  }
}

const dayMs = 86_400_000

function offsetMs(instantMs: number, timeZone: string): number {
  const { year, month, day, minutes } = wallClockAt(instantMs, timeZone)
  return Date.UTC(year, month - 1, day, 0, minutes) - Math.floor(instantMs / 60_000) * 60_000
}

/** Kept, because making one takes longer than all else here. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
