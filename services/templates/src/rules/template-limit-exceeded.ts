import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['PENDING', 'APPROVED', 'REJECTED', 'REINSTATED', 'FLAGGED', 'PAUSED', 'DISABLED']
const advice =
  'Delete templates that nobody uses, or verify the business, which raises the limit; then submit it again.'

/** The account has no room for a template. */
export const templateLimitExceeded = rule<Fact>({
  name: 'template-limit-exceeded',
  severity: 'warning',
  condition: 'Opens on LIMIT_EXCEEDED; resolves when its review goes on, or it is deleted.',
  advice,
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'LIMIT_EXCEEDED') return resolvesOn(fact, endings)
    const meaning = 'The account has as many templates as it may have.'
    return opensWith(fact, said, { title: 'has no room in its account', meaning, advice })
  },
})
