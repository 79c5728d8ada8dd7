import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { rejectionReasons } from './rejection-reasons.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['APPROVED', 'REINSTATED', 'FLAGGED', 'PAUSED', 'DISABLED']
const advice = 'Edit it, which has it reviewed again, or appeal in WhatsApp Manager.'

/** Meta's review refused a template. */
export const templateRejected = rule<Fact>({
  name: 'template-rejected',
  severity: 'warning',
  condition: 'Opens on REJECTED; resolves when it is approved or deleted, or by a status that only approved ones get.',
  advice,
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'REJECTED') return resolvesOn(fact, endings)
    const meaning = rejectionReasons[said.reason ?? ''] ?? 'Meta rejected it.'
    return opensWith(fact, said, { title: 'was rejected', meaning, advice })
  },
})
