import { rule } from '@wabastream/sdk/alerts'
import { takeoverWindowMs, type StepAt } from '../two-step/standing.ts'
import { days } from './days.ts'
import { aboutNumber, byRequester, numberOf, type TwoStepInput } from './two-step-input.ts'

const advice =
  'Treat the number as being taken over until somebody of yours confirms both steps: set a new code in WhatsApp Manager, check that the number is still registered with you, change passwords, remove users who have no business there, and write to Meta support if you lost access.'

/** Asked and done: how a number is taken over. One incident in place of those of the single rules. */
export const twoStepTakeover = rule<TwoStepInput>({
  name: 'two-step-takeover',
  severity: 'critical',
  condition:
    'A request to turn off the two-step verification code (PIN_RESET_REQUEST), and a code that was turned off (PIN_REQUEST_SUCCESS, PIN_RESET_SUCCESS) or changed (PIN_CHANGED) on the same number, by the time of the events and in either order. It takes the place of the incidents of the three single rules.',
  thresholds: { 'hours between the two': takeoverWindowMs / 3_600_000 },
  advice,
  endsAfterMs: days(8),
  judge(input) {
    if (input.standing.is !== 'completes') return null
    return {
      state: 'open',
      ...aboutNumber(input),
      title: `Two-step verification of ${numberOf(input)}: asked to turn it off, and ${doneAs(halvesOf(input).done)}`,
      detail: `Within 24 hours, ${story(input)}${lastStep(input)}: the pattern of a takeover. ${advice}`,
    }
  },
})

/** The two halves of the pattern. */
function halvesOf({ event, standing }: TwoStepInput): { readonly asked: StepAt; readonly done: StepAt } {
  const half = standing.is === 'completes' ? standing.half : event
  return event.step === 'asked' ? { asked: event, done: half } : { asked: half, done: event }
}

function doneAs({ step }: StepAt): string {
  return step === 'changed' ? 'changed' : 'turned off'
}

function story(input: TwoStepInput): string {
  const { asked, done } = halvesOf(input)
  return `the code was asked to be turned off at ${iso(asked.occurredAt)} and was ${doneAs(done)} at ${iso(done.occurredAt)}`
}

/** Who took the later of the two steps. */
function lastStep(input: TwoStepInput): string {
  return input.event.requester === null ? '' : `, the last step${byRequester(input)}`
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
