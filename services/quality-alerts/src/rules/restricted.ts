import { rule } from '@wabastream/sdk/alerts'
import { nameOfAccount, nameOfNumber, onNumber, remedy, type Judged } from './judged.ts'

const advice =
  'Stop what the restriction is about, read the reason in Business Support Home, and ask for a review there if it is wrong.'

/** Restrictions that stop messages, not only what comes with them. */
const silencing: ReadonlySet<string> = new Set([
  'RESTRICTED_BIZ_INITIATED_MESSAGING',
  'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
])

/** An account or a number may not do something. Each kind of restriction is an incident of its own. */
export const restricted = rule<Judged>({
  name: 'restricted',
  severity: 'warning',
  condition:
    'account_update ACCOUNT_RESTRICTION, one incident per restriction_type; critical when it stops messages (RESTRICTED_BIZ_INITIATED_MESSAGING, RESTRICTED_CUSTOMER_INITIATED_MESSAGING). It resolves itself at its expiration; without one it stays open.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'restriction') return null
    const name = input.about.phoneNumber === null ? nameOfAccount(input) : nameOfNumber(input)
    const until = fact.expiresAt === null ? 'with no end told' : `until ${new Date(fact.expiresAt).toISOString()}`
    return {
      state: 'open',
      ...onNumber(input, fact.type),
      severity: silencing.has(fact.type) ? 'critical' : 'warning',
      ...(fact.expiresAt === null ? {} : { expiresAt: fact.expiresAt }),
      title: `${name} is restricted: ${fact.type}`,
      detail: `${fact.type} ${until}.${remedy(fact.remediation)} ${advice}`,
    }
  },
})
