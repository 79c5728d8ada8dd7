import { rule } from '@wabastream/sdk/alerts'
import { nameOfAccount, onAccount, type Judged } from './judged.ts'

const advice = 'Ask for a review in Business Support Home. Until it is lifted no message is sent or received.'

/** The account is banned. */
export const accountBanned = rule<Judged>({
  name: 'account-banned',
  severity: 'critical',
  condition: 'account_update DISABLED_UPDATE with DISABLE. REINSTATE resolves it.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'ban' || (fact.state !== 'DISABLE' && fact.state !== 'REINSTATE')) return null
    const banned = fact.state === 'DISABLE'
    const since = fact.date === null ? '' : ` (${fact.date})`
    return {
      state: banned ? 'open' : 'resolved',
      ...onAccount(input),
      title: `${nameOfAccount(input)} ${banned ? `is banned${since}` : 'was reinstated'}`,
      detail: banned ? `Meta disabled the account. ${advice}` : 'Meta lifted the ban: messages are sent and received.',
    }
  },
})
