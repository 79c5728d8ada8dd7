import type { Topic } from '@wabastream/schemas'
import type { Log } from '../observe/index.ts'
import type { Tx } from '../store/index.ts'
import type { Consumed } from './consumed.ts'
import type { Message } from './outbox/index.ts'

/** What a handler has at hand besides its event. Its functions may be taken out: `({ log, once })`. */
export interface Context {
  /** Names the group, topic, partition and offset in every line. */
  readonly log: Log
  /** Fires when the handler has used up its time, or the process cannot wait for it any longer. */
  readonly signal: AbortSignal
  /** 1 the first time; more when this event was tried before, here or on its way over the retry topics. */
  readonly attempt: number
  /**
   * One transaction of the consumer's `store`. Inside, `publish` writes to the outbox of the same transaction: all of it
   * is kept, or nothing. After a deadlock `work` runs again.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * A transaction together with the event's id: `work` is kept at most once per event within 8 days, for effects that
   * cannot be keyed otherwise. False: it was done before, and `work` did not run.
   */
  once(event: Consumed<object>, work: (tx: Tx) => Promise<void>): Promise<boolean>
  /**
   * Publishes on a topic that the consumer names in `publishes`. In a transaction: when that is kept. Otherwise it is on
   * Kafka when this resolves.
   */
  publish<R>(topic: Topic<R>, message: Message<R>): Promise<void>
}
