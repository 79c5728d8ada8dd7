import { onCondition } from './on-condition.ts'

/** Nothing can be asked or changed for the account. */
export const subscriptionTokenInvalid = onCondition({
  name: 'subscription-token-invalid',
  type: 'TokenValid',
  bad: 'false',
  severity: 'critical',
  condition: 'Opens when Meta refuses the token of the app (190, 102) or it cannot be read; resolves when one works.',
  advice: 'Put a valid token of a system user where the declaration refers to; it is tried again by itself.',
  title: 'cannot be managed: the token is not valid',
})
