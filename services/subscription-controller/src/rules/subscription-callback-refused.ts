import { onCondition } from './on-condition.ts'

/** Meta does not take the callback. */
export const subscriptionCallbackRefused = onCondition({
  name: 'subscription-callback-refused',
  type: 'CallbackVerified',
  bad: 'false',
  severity: 'critical',
  condition: 'Opens when the callback of app or override fails its verification (2200) or is not the declared one.',
  advice: 'Without it no webhook arrives: waba doctor walks the chain.',
  title: 'has no verified callback',
})
