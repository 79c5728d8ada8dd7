import { rule } from '@wabastream/sdk/alerts'
import { nameOfAccount, onAccount, type Judged } from './judged.ts'

const advice = 'Ask for a review in Business Support Home now: after the date no message is sent or received.'

/** The account will be banned. */
export const banScheduled = rule<Judged>({
  name: 'ban-scheduled',
  severity: 'critical',
  condition:
    'account_update DISABLED_UPDATE with SCHEDULE_FOR_DISABLE. REINSTATE resolves it; DISABLE ends it in favour of account-banned.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'ban' || (fact.state !== 'SCHEDULE_FOR_DISABLE' && fact.state !== 'REINSTATE')) return null
    const scheduled = fact.state === 'SCHEDULE_FOR_DISABLE'
    const when = fact.date === null ? 'soon' : `on ${fact.date}`
    return {
      state: scheduled ? 'open' : 'resolved',
      ...onAccount(input),
      title: `${nameOfAccount(input)} ${scheduled ? `will be banned ${when}` : 'will not be banned'}`,
      detail: scheduled ? `Meta scheduled a ban. ${advice}` : 'Meta reinstated the account.',
    }
  },
})
