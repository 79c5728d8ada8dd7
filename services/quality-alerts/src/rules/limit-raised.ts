import { rule } from '@wabastream/sdk/alerts'
import { days } from './days.ts'
import { fromTo, nameOfLimit, onLimit, type LimitJudged } from './limit-judged.ts'

/** More than before, and no recovery of a limit that was lowered: that resolves its own incident. */
export const limitRaised = rule<LimitJudged>({
  name: 'limit-raised',
  severity: 'info',
  condition:
    'The messaging limit of a number, or a limit of an account, is higher than before, and was not lowered before that. The first limit of a new number (TIER_NOT_SET before) is no rise. Lowered again resolves it.',
  advice: 'Nothing: more people can be written to each day, or more numbers added.',
  endsAfterMs: days(1),
  // Never null, like limit-lowered.
  judge(input) {
    const { isRaised } = input.state
    return {
      state: isRaised ? 'open' : 'resolved',
      ...onLimit(input),
      title: `${nameOfLimit(input)} ${isRaised ? 'was raised' : 'is now'} ${fromTo(input)}`,
      detail: `It changed ${fromTo(input)}.`,
    }
  },
})
