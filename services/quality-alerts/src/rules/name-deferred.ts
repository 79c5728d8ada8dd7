import { rule } from '@wabastream/sdk/alerts'
import { nameOfNumber, onNumber, type Judged } from './judged.ts'

const advice = 'Look in WhatsApp Manager whether Meta asks for something; otherwise wait for the decision.'

/** The display name of a number is not decided yet, for a reason. */
export const nameDeferred = rule<Judged>({
  name: 'name-deferred',
  severity: 'info',
  condition:
    'phone_number_name_update DEFERRED. APPROVED resolves it; REJECTED ends it in favour of name-rejected; PENDING changes nothing.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'name' || (fact.decision !== 'DEFERRED' && fact.decision !== 'APPROVED')) return null
    const deferred = fact.decision === 'DEFERRED'
    return {
      state: deferred ? 'open' : 'resolved',
      ...onNumber(input),
      title: `${nameOfNumber(input)}: the review of the display name ${deferred ? 'was put off' : 'ended: approved'}`,
      detail: deferred ? `Meta put the review of the display name off. ${advice}` : 'The display name was approved.',
    }
  },
})
