import type { Rule } from '@wabastream/sdk/alerts'
import type { Turned } from './on-condition.ts'
import { subscriptionAccessLost } from './subscription-access-lost.ts'
import { subscriptionCallbackRefused } from './subscription-callback-refused.ts'
import { subscriptionContended } from './subscription-contended.ts'
import { subscriptionTokenInvalid } from './subscription-token-invalid.ts'

/** Every rule of this service. Subjects are ids of accounts. */
export const rules: readonly Rule<Turned>[] = [
  subscriptionTokenInvalid,
  subscriptionAccessLost,
  subscriptionCallbackRefused,
  subscriptionContended,
]
