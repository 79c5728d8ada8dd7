import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { aboutNumber, numberOf, type TwoStepInput } from './two-step-input.ts'

const advice =
  'The number can be registered elsewhere without a code. Set a new one in WhatsApp Manager now; then find out who turned it off (Meta does not say) and remove users who have no business there.'

/** The brief's second case: the two-step verification code was turned off. */
export const twoStepCodeDisabled = rule<TwoStepInput>({
  name: 'two-step-code-disabled',
  severity: 'critical',
  condition:
    'PIN_REQUEST_SUCCESS (older: PIN_RESET_SUCCESS): the two-step verification code of a number was turned off, and within 24 hours before and after no request to do so was seen.',
  advice,
  endsAfterMs: days(8),
  judge(input) {
    if (input.event.step !== 'disabled' || input.standing.is !== 'alone') return null
    return {
      state: 'open',
      ...aboutNumber(input),
      title: `The two-step code of ${numberOf(input)} was turned off`,
      detail: `The two-step verification code was turned off, without a request that was seen. ${advice}`,
    }
  },
})
