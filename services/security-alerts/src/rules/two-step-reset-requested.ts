import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { aboutNumber, byRequester, numberOf, type TwoStepInput } from './two-step-input.ts'

const advice =
  'Ask the user whether it was them. If nobody of yours did: change the password of that user, remove users who have no business there, and refuse the request in the mail that Meta sent.'

/** The brief's first case: somebody asked to turn the two-step verification code off. */
export const twoStepResetRequested = rule<TwoStepInput>({
  name: 'two-step-reset-requested',
  severity: 'warning',
  condition:
    'PIN_RESET_REQUEST: somebody asked to turn the two-step verification code of a number off, and within 24 hours before and after nothing was turned off or changed.',
  advice,
  endsAfterMs: days(8),
  judge(input) {
    if (input.event.step !== 'asked' || input.standing.is !== 'alone') return null
    return {
      state: 'open',
      ...aboutNumber(input),
      title: `Somebody asked to turn off the two-step code of ${numberOf(input)}`,
      detail: `The two-step verification code was asked to be turned off${byRequester(input)}. ${advice}`,
    }
  },
})
