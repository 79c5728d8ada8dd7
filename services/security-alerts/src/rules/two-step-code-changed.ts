import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { aboutNumber, byRequester, numberOf, type TwoStepInput } from './two-step-input.ts'

const advice =
  'Ask the user whether it was them. If nobody of yours did: set a new code in WhatsApp Manager, change the password of that user and remove users who have no business there.'

/** The brief's third case: the two-step verification code was changed. */
export const twoStepCodeChanged = rule<TwoStepInput>({
  name: 'two-step-code-changed',
  severity: 'warning',
  condition:
    'PIN_CHANGED: the two-step verification code of a number was changed or set, and within 24 hours before and after nobody asked to turn it off.',
  advice,
  endsAfterMs: days(8),
  judge(input) {
    if (input.event.step !== 'changed' || input.standing.is !== 'alone') return null
    return {
      state: 'open',
      ...aboutNumber(input),
      title: `The two-step code of ${numberOf(input)} was changed`,
      detail: `The two-step verification code was changed${byRequester(input)}. ${advice}`,
    }
  },
})
