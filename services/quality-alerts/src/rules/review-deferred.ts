import { rule } from '@wabastream/sdk/alerts'
import { nameOfAccount, onAccount, type Judged } from './judged.ts'

const advice = 'Look in Business Support Home whether Meta asks for something; otherwise wait for the decision.'

/** The policy review of an account is not decided yet, for a reason. */
export const reviewDeferred = rule<Judged>({
  name: 'review-deferred',
  severity: 'warning',
  condition:
    'account_review_update DEFERRED. APPROVED resolves it; REJECTED ends it in favour of review-rejected; PENDING changes nothing.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'review' || (fact.decision !== 'DEFERRED' && fact.decision !== 'APPROVED')) return null
    const deferred = fact.decision === 'DEFERRED'
    return {
      state: deferred ? 'open' : 'resolved',
      ...onAccount(input),
      title: `${nameOfAccount(input)}: the policy review ${deferred ? 'was put off' : 'ended: approved'}`,
      detail: deferred ? `Meta put the policy review off. ${advice}` : 'The account passed the review.',
    }
  },
})
