import { onCondition } from './on-condition.ts'

/** Two tools want different things. */
export const subscriptionContended = onCondition({
  name: 'subscription-contended',
  type: 'Contended',
  bad: 'true',
  severity: 'critical',
  condition: 'Opens when what was applied was changed back twice within an hour; from then on it is only observed.',
  advice: 'Decide which of the two is right; waba subscriptions resume makes this one act again.',
  title: 'is changed back by somebody else',
})
