import type { EventOf, Topic } from '@wabastream/schemas'
import type { Store } from '../store/index.ts'
import type { Consumed } from './consumed.ts'
import type { Context } from './context.ts'
import type { Policy } from './policy.ts'

/** What a consumer reads and does. It has `handle` or `handleBatch`, or both: then `handle` takes what a batch failed on. */
export interface ConsumerSpec<T extends Topic> {
  /** Needed for the second consumer of a service: its group is `<service>.<name>`. */
  readonly name?: string
  readonly topics: readonly T[]
  /** Where a group that is new begins. Afterwards it goes on where it was. */
  readonly from: 'earliest' | 'latest'
  /**
   * `newer-wins` (default): a failed event waits on a retry topic while later ones of its key go on. `strict`: its
   * partition waits for it.
   */
  readonly order?: 'newer-wins' | 'strict'
  /** Needed for `ctx.transaction` and `ctx.once`. The service starts it: put it before the consumer. */
  readonly store?: Store
  /** What `ctx.publish` may write. */
  readonly publishes?: readonly Topic[]
  readonly policy?: Partial<Policy>
  /**
   * Events of a replay: `handle` them like any other (default), `skip-effects`: `once` and `publish` do nothing for them,
   * `refuse`: they become dead letters.
   */
  readonly replays?: 'handle' | 'skip-effects' | 'refuse'
  /** Returning means done. Throw `retryable`, `permanent` or `unavailable` to say what went wrong. */
  handle?(event: Consumed<EventOf<T>>, context: Context): Promise<void> | void
  /** Events of one partition, in order. If it throws, they are handled one by one. */
  handleBatch?(events: readonly Consumed<EventOf<T>>[], context: Context): Promise<void> | void
}
