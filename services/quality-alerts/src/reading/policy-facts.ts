import type { Fact } from './fact.ts'
import { objectsAt, textAt } from './sent.ts'
import { unixTime } from './unix-time.ts'

/** Restrictions, violations and bans. A list of restrictions gives one fact each. */
export function policyFacts(word: string, value: unknown): readonly Fact[] {
  switch (word) {
    case 'ACCOUNT_RESTRICTION':
      return objectsAt(value, 'restriction_info').map((restriction) => ({
        about: 'restriction',
        type: textAt(restriction, 'restriction_type') ?? 'UNKNOWN',
        expiresAt: unixTime(textAt(restriction, 'expiration')),
        remediation: textAt(restriction, 'remediation'),
      }))
    case 'ACCOUNT_VIOLATION':
      return [
        {
          about: 'violation',
          type: textAt(value, 'violation_info', 'violation_type') ?? 'UNKNOWN',
          remediation: textAt(value, 'violation_info', 'remediation'),
        },
      ]
    case 'DISABLED_UPDATE': {
      const state = textAt(value, 'ban_info', 'waba_ban_state')
      return state === null ? [] : [{ about: 'ban', state, date: textAt(value, 'ban_info', 'waba_ban_date') }]
    }
    default:
      return []
  }
}
