/** Epoch milliseconds as a value for a `timestamptz` column or parameter; null stays null. Reading gives numbers. */
export function timestamp(epochMs: number): Date
export function timestamp(epochMs: number | null): Date | null
export function timestamp(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs)
}
