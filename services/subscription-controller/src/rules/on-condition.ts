import { rule, type Rule } from '@wabastream/sdk/alerts'
import type { Condition, ConditionType } from '../reconcile/condition.ts'

/** A condition of an account whose status has just changed. */
export interface Turned {
  readonly wabaId: string
  readonly condition: Condition
}

interface About {
  readonly name: string
  readonly type: ConditionType
  /** The status that is trouble. */
  readonly bad: 'true' | 'false'
  readonly severity: Rule['severity']
  readonly condition: string
  readonly advice: string
  /** Goes on after "Account 1". */
  readonly title: string
  /** Reasons that are no trouble although the status is. */
  readonly harmless?: readonly string[]
}

/** A rule that opens when a condition turns bad and resolves when it is good again; `unknown` says nothing. */
export function onCondition({ type, bad, title, harmless = [], ...words }: About): Rule<Turned> {
  return rule<Turned>({
    ...words,
    judge({ wabaId, condition }) {
      if (condition.type !== type || condition.status === 'unknown') return null
      const open = condition.status === bad && !harmless.includes(condition.reason)
      return {
        state: open ? 'open' : 'resolved',
        subject: wabaId,
        wabaId,
        title: `Account ${wabaId} ${open ? title : 'is well again'}`,
        detail: open ? `${condition.message} ${words.advice}` : condition.message,
      }
    },
  })
}
