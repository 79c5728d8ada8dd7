/** No time of Meta's lies before this: WhatsApp began in 2009. */
const earliestMs = Date.UTC(2009, 0)

/** The latest time that a `Date` and PostgreSQL both hold without trouble: the year 9999. */
const latestMs = Date.UTC(9999, 0)

/**
 * Unix seconds as Meta sends them, as a number or (older) as text, in milliseconds. Null for anything else: a time that
 * makes no sense must not end or keep open what it belongs to.
 */
export function unixTime(text: string | null): number | null {
  if (text === null || !/^\s*\d{1,16}\s*$/.test(text)) return null
  const number = Number(text)
  // Milliseconds, by somebody's mistake.
  const ms = number > 100_000_000_000 ? number : number * 1000
  return ms >= earliestMs && ms <= latestMs ? ms : null
}
