import { rule } from '@wabastream/sdk/alerts'
import { nameOfNumber, onNumber, type Judged } from './judged.ts'

const advice =
  'Stop campaigns on this number and find out what people block or report: template quality, opt-in, frequency. Without improvement within 7 days the messaging limit is lowered.'

/** People block or report what a number sends. */
export const numberFlagged = rule<Judged>({
  name: 'number-flagged',
  severity: 'warning',
  condition: 'phone_number_quality_update FLAGGED: the quality of a number is low. UNFLAGGED resolves it.',
  advice,
  judge(input) {
    const { fact } = input
    if (fact.about !== 'quality') return null
    return {
      state: fact.flagged ? 'open' : 'resolved',
      ...onNumber(input),
      title: `${nameOfNumber(input)} is ${fact.flagged ? 'flagged: its quality is low' : 'no longer flagged'}`,
      detail: fact.flagged ? `Meta flagged the number. ${advice}` : 'The quality of the number has recovered.',
    }
  },
})
