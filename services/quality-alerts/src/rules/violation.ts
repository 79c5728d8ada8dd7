import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { nameOfAccount, nameOfNumber, onNumber, remedy, type Judged } from './judged.ts'

const advice =
  'Stop what the violation is about, read the reason in Business Support Home, and ask for a review there if it is wrong. Restrictions and bans follow repeated violations.'

/** A rule of Meta's was broken. */
export const violation = rule<Judged>({
  name: 'violation',
  severity: 'warning',
  condition: 'account_update ACCOUNT_VIOLATION, one incident per violation_type of an account or a number.',
  advice,
  endsAfterMs: days(30),
  judge(input) {
    const { fact } = input
    if (fact.about !== 'violation') return null
    const name = input.about.phoneNumber === null ? nameOfAccount(input) : nameOfNumber(input)
    return {
      state: 'open',
      ...onNumber(input, fact.type),
      title: `${name} broke a rule: ${fact.type}`,
      detail: `Meta saw a violation: ${fact.type}.${remedy(fact.remediation)} ${advice}`,
    }
  },
})
