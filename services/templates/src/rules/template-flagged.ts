import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { resolves } from './on-template.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['APPROVED', 'REINSTATED', 'DISABLED']
const meaning = 'People gave negative feedback, and Meta may disable it. It can still be sent.'
const advice = 'Send it only to people who expect it, or improve its text.'

/** A template may be disabled soon, without a date. */
export const templateFlagged = rule<Fact>({
  name: 'template-flagged',
  severity: 'warning',
  condition:
    'Opens on FLAGGED without a date (with one: template-disabling-announced); resolves when it is approved, reinstated, disabled or deleted.',
  advice,
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'FLAGGED') return resolvesOn(fact, endings)
    if (said.disableAt === null) return opensWith(fact, said, { title: 'was flagged', meaning, advice })
    return resolves(fact, { title: 'will be disabled', detail: 'Meta has set a date.' })
  },
})
