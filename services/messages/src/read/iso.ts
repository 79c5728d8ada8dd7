/** Epoch milliseconds as the API writes times: 2026-01-31T09:30:00.000Z. */
export function iso(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
