import { limitSize } from './limit-size.ts'

export type Direction = 'lowered' | 'raised'

/** A limit and the one before it; null = not known. */
export interface LimitStep {
  readonly before: string | null
  readonly value: string
  /** What Meta's event says by its name (DOWNGRADE, UPGRADE). */
  readonly told: Direction | null
}

/** Which way a limit went. The two figures say it; Meta's word counts where they cannot. Null: it stayed, or unknown. */
export function limitChange({ before, value, told }: LimitStep): Direction | null {
  const [from, to] = [before === null ? null : limitSize(before), limitSize(value)]
  if (from === null || to === null) return told
  if (from === to) return null
  return to < from ? 'lowered' : 'raised'
}
