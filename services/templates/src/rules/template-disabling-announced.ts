import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { dayOf } from './on-template.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['APPROVED', 'REINSTATED', 'DISABLED']
const dayMs = 86_400_000
const advice =
  'Send it only to people who expect it, or improve its text, and have another template ready for that day.'

/** Meta said when it will disable a template. */
export const templateDisablingAnnounced = rule<Fact>({
  name: 'template-disabling-announced',
  severity: 'critical',
  condition:
    'Opens on FLAGGED with a date; resolves when it is approved, reinstated, disabled or deleted, and a day after that date.',
  thresholds: { 'days after the date': 1 },
  advice,
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'FLAGGED') return resolvesOn(fact, endings)
    if (said.disableAt === null) return null
    const meaning = `Meta flagged it because of negative feedback and will disable it on ${dayOf(said.disableAt)}.`
    const verdict = opensWith(fact, said, { title: 'will be disabled', meaning, advice })
    return { ...verdict, expiresAt: said.disableAt + dayMs }
  },
})
