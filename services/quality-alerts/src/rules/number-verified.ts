import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { nameOfNumber, onNumber, type Judged } from './judged.ts'

/** A number may be used. */
export const numberVerified = rule<Judged>({
  name: 'number-verified',
  severity: 'info',
  condition: 'account_update VERIFIED_ACCOUNT: a number was verified.',
  advice: 'Nothing. If you do not know the number, ask who added it.',
  endsAfterMs: days(1),
  judge(input) {
    if (input.fact.about !== 'verified') return null
    return {
      state: 'open',
      ...onNumber(input),
      title: `${nameOfNumber(input)} was verified`,
      detail: 'The number can be used. If you do not know it, ask who added it.',
    }
  },
})
