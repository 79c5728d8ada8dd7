import type { Policy } from '../../consumer/policy.ts'
import type { Store } from '../../store/index.ts'

export interface HandlerKitOptions {
  /** Started by the test. Without it: the spec's own. */
  readonly store?: Store
  readonly policy?: Partial<Policy>
}
