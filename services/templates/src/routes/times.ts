/** A time as routes give it: ISO 8601 in UTC. */
export function iso(timeMs: number): string
export function iso(timeMs: number | null): string | null
export function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString()
}
