import { rule } from '@wabastream/sdk/alerts'
import { nameOfNumber, onNumber, type Judged } from './judged.ts'

const advice =
  "Ask for another display name that follows Meta's guidelines, or appeal in WhatsApp Manager. Until one is approved people see the number only."

/** Meta's reasons, in words. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['NAME_EMPLOYEE_ISSUE', 'it is the name of an employee'],
  ['NAME_ENDCLIENT_NOTRELATED', 'it is not related to the business that uses the number'],
  ['NAME_FORMAT_UNACCEPTABLE', 'its format is not acceptable'],
  ['NAME_INDIVIDUAL_ISSUE', 'it is the name of a person'],
  ['NAME_NOT_CONSISTENT', 'it does not agree with the brand or the website'],
  ['UNKNOWN', 'Meta does not say why'],
])

/** The display name of a number was not accepted. */
export const nameRejected = rule<Judged>({
  name: 'name-rejected',
  severity: 'warning',
  condition:
    'phone_number_name_update REJECTED. APPROVED resolves it; DEFERRED ends it in favour of name-deferred; PENDING changes nothing.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'name' || (fact.decision !== 'REJECTED' && fact.decision !== 'APPROVED')) return null
    const rejected = fact.decision === 'REJECTED'
    const why = fact.reason === null ? '' : `: ${reasons.get(fact.reason) ?? fact.reason}`
    const name = fact.requestedName === null ? 'The display name' : `The display name "${fact.requestedName}"`
    return {
      state: rejected ? 'open' : 'resolved',
      ...onNumber(input),
      title: `${nameOfNumber(input)}: the display name was ${rejected ? 'rejected' : 'approved'}`,
      detail: rejected ? `${name} was rejected${why}. ${advice}` : `${name} was approved.`,
    }
  },
})
