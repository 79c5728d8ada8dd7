import { rule } from '@wabastream/sdk/alerts'
import { fromTo, nameOfLimit, onLimit, type LimitJudged } from './limit-judged.ts'

const advice =
  'Send less, and to people who expect it, until the quality recovers: what goes beyond the limit fails with error 130429 or 131048. Look at what was blocked or reported lately.'

/** Fewer conversations, or fewer numbers, than before. */
export const limitLowered = rule<LimitJudged>({
  name: 'limit-lowered',
  severity: 'warning',
  condition:
    'The messaging limit of a number, or a limit of an account (conversations, phone numbers), is lower than before: by the limits themselves (TIER_2K, 2000 and -1 compare), else by the word DOWNGRADE. Raised again resolves it.',
  advice,
  // Never null: an event that is judged again, because another one arrived late, must be able to take back what it said.
  judge(input) {
    const { state } = input
    return {
      state: state.isLowered ? 'open' : 'resolved',
      ...onLimit(input),
      title: `${nameOfLimit(input)} was ${state.isLowered ? 'lowered' : 'raised'} ${fromTo(input)}`,
      detail: state.isLowered ? `It is lower now: ${fromTo(input)}. ${advice}` : `It is higher now: ${fromTo(input)}.`,
    }
  },
})
