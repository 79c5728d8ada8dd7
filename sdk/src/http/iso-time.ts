/** A time as the API writes it: ISO 8601 in UTC. `ms` are milliseconds since 1970. */
export function isoTime(ms: number): string
export function isoTime(ms: number | null): string | null
export function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
