/** The conditions of an account, in the order of the chain. */
export const conditionTypes = [
  'TokenValid',
  'Permitted',
  'Subscribed',
  'OverrideCurrent',
  'CallbackVerified',
  'FieldsCurrent',
  'Contended',
] as const

export type ConditionType = (typeof conditionTypes)[number]

/** One thing that is so, is not so, or is not known. */
export interface Condition {
  readonly type: ConditionType
  readonly status: 'true' | 'false' | 'unknown'
  /** One word. */
  readonly reason: string
  /** What it means and what to do. */
  readonly message: string
  /** Epoch milliseconds: since when it has this status. */
  readonly since: number
}

export type Finding = Omit<Condition, 'since'>

/** New findings with the time of the last change of status. */
export function withSince(
  findings: readonly Finding[],
  before: readonly Condition[],
  now: number,
): readonly Condition[] {
  return findings.map((finding) => {
    const old = before.find(({ type }) => type === finding.type)
    return { ...finding, since: old?.status === finding.status ? old.since : now }
  })
}
