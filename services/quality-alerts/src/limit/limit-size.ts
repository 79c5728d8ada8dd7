/**
 * How much a limit allows, so that limits compare: `TIER_2K` and 2000 are 2000, `TIER_UNLIMITED` and -1 are without end,
 * `TIER_NOT_SET` is nothing yet. Null for a word that nobody knows.
 */
export function limitSize(limit: string): number | null {
  const text = limit.trim().toUpperCase()
  if (/^-?\d{1,15}$/.test(text)) return Number(text) < 0 ? Number.POSITIVE_INFINITY : Number(text)
  if (text === 'TIER_UNLIMITED') return Number.POSITIVE_INFINITY
  if (text === 'TIER_NOT_SET') return 0
  const [, digits, unit] = /^TIER_(\d{1,9})([KM]?)$/.exec(text) ?? []
  if (digits === undefined) return null
  return Number(digits) * (units[unit ?? ''] ?? 1)
}

const units: Readonly<Record<string, number>> = { K: 1000, M: 1_000_000 }
