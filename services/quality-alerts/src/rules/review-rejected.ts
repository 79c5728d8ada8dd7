import { rule } from '@wabastream/sdk/alerts'
import { nameOfAccount, onAccount, type Judged } from './judged.ts'

const advice = 'Open the account in Business Support Home, read what the review found, and ask for another one there.'

/** The account did not pass Meta's policy review. */
export const reviewRejected = rule<Judged>({
  name: 'review-rejected',
  severity: 'critical',
  condition:
    'account_review_update REJECTED. APPROVED resolves it; DEFERRED ends it in favour of review-deferred; PENDING changes nothing.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'review' || (fact.decision !== 'REJECTED' && fact.decision !== 'APPROVED')) return null
    const rejected = fact.decision === 'REJECTED'
    return {
      state: rejected ? 'open' : 'resolved',
      ...onAccount(input),
      title: `${nameOfAccount(input)} ${rejected ? 'did not pass' : 'passed'} the policy review`,
      detail: rejected ? `The account cannot send messages. ${advice}` : 'The account can be used.',
    }
  },
})
