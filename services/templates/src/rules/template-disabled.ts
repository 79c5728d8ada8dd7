import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { dayOf } from './on-template.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['APPROVED', 'REINSTATED', 'FLAGGED', 'PAUSED']
const advice = 'Use another template with another text, or appeal in WhatsApp Manager.'

/** A template cannot be sent any more. */
export const templateDisabled = rule<Fact>({
  name: 'template-disabled',
  severity: 'critical',
  condition: 'Opens on DISABLED; resolves when it is reinstated or approved again, or deleted.',
  advice,
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'DISABLED') return resolvesOn(fact, endings)
    const date = said.disableAt === null ? '' : ` Date: ${dayOf(said.disableAt)}.`
    const meaning = `Meta disabled it because of negative feedback.${date}`
    return opensWith(fact, said, { title: 'was disabled', meaning, advice })
  },
})
