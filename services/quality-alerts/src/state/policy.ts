import type { AccountState } from '@wabastream/schemas'
import { integerAt, textAt } from '../reading/sent.ts'
import { familyOf, type Known } from './known.ts'

type Restrictions = NonNullable<AccountState['restrictions']>

/** The restrictions that are in force at a time (milliseconds since 1970), several at once; null when there is none. */
export function restrictionsOf(known: Known, now: number): Restrictions | null {
  const inForce = familyOf(known, 'restriction')
    .map(({ value, at }) => ({
      restriction_type: textAt(value, 'type'),
      since: at,
      expires_at: integerAt(value, 'expires_at'),
      remediation: textAt(value, 'remediation'),
    }))
    .filter((restriction) => restriction.expires_at === null || restriction.expires_at > now)
  return inForce.length === 0 ? null : inForce
}

/** The rule that was broken last. */
export function violationOf(known: Known): AccountState['last_violation'] {
  const violation = known.get('violation')
  if (violation === undefined) return null
  return {
    violation_type: textAt(violation.value, 'type'),
    occurred_at: violation.at,
    remediation: textAt(violation.value, 'remediation'),
  }
}
