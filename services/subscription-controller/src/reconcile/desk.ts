import type { Incidents } from '@wabastream/sdk/alerts'
import type { Publisher } from '@wabastream/sdk/consumer'
import type { Log } from '@wabastream/sdk/observe'
import type { Store } from '@wabastream/sdk/store'
import type { Budget } from '../budget/budget.ts'
import type { Graph } from '../graph/graph.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** What a look at an account or an app works with. */
export interface Desk {
  readonly store: Store
  readonly publisher: Pick<Publisher, 'publishIn'>
  readonly incidents: Incidents
  readonly graph: Graph
  readonly budget: Budget
  readonly secrets: Secrets
  readonly log: Log
  readonly resyncMs: number
  /** Whose accounts are discovered, when the declaration names no business. */
  readonly businessId: string | null
  /** Whether a change may be begun: nobody else can be at it until it is over. */
  readonly mayWrite: () => boolean
  readonly now: () => number
}

/** A call takes 4 s at most: more than this must be left of the lease before each change. */
export const neededLeaseMs = 5000

/** After a change it is looked at again soon: whoever changes it back is found within the hour. */
export const recheckMs = 300_000

export const retryPause = { firstMs: 30_000, longestMs: 3_600_000 }
