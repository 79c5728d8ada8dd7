/** Above this a number is no date in seconds (year 5138) but in milliseconds (1973). */
const secondsEnd = 100_000_000_000
/** Beyond this there are no dates that others can show. */
const lastDate = Date.UTC(9999, 11, 31)

const words = /^[A-Z][a-z]+ \d{1,2}, \d{4}$/
const iso = /^\d{4}-\d{2}-\d{2}/

/**
 * A date of Meta's in milliseconds since 1970. Sent as Unix seconds, a number or text, or in English words: "January 31,
 * 2021", which is taken as the beginning of that day in UTC. Null: no date.
 */
export function metaDate(sent: string | number | null | undefined): number | null {
  if (typeof sent === 'number') return fromUnix(sent)
  const text = sent?.trim() ?? ''
  if (/^\d+$/.test(text)) return fromUnix(Number(text))
  if (words.test(text)) return valid(Date.parse(`${text} UTC`))
  return iso.test(text) ? valid(Date.parse(text)) : null
}

function fromUnix(time: number): number | null {
  return valid(time < secondsEnd ? time * 1000 : time)
}

function valid(timeMs: number): number | null {
  return timeMs > 0 && timeMs <= lastDate ? Math.trunc(timeMs) : null
}
