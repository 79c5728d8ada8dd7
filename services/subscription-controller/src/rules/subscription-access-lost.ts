import { onCondition } from './on-condition.ts'

/** The token works, but not for this account. */
export const subscriptionAccessLost = onCondition({
  name: 'subscription-access-lost',
  type: 'Permitted',
  bad: 'false',
  severity: 'critical',
  condition: 'Opens when the token may not manage the account, or the account is gone or locked; resolves when it may.',
  advice: 'Webhooks of the account may have stopped: look at who may edit it in the business settings.',
  title: 'can no longer be managed',
})
