/** Nobody may tell us to wait longer than this. */
const longestMs = 3_600_000

/** Milliseconds of a `Retry-After` header (RFC 9110, 10.2.3: seconds or a date), bounded by an hour; undefined when unusable. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined
  const text = header.trim()
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : dateOf(text) - nowMs
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), longestMs) : undefined
}

/** Only the date of HTTP, such as `Sun, 06 Nov 1994 08:49:37 GMT`: Date.parse also takes `-5` and `3.5`. */
function dateOf(text: string): number {
  return /^[A-Z][a-z]{2}, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN
}
