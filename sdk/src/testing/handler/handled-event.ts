import type { Topic } from '@wabastream/schemas/catalogue'
import type { RetryTier } from '../../consumer/fate/index.ts'

/**
 * What became of an event: `done`, the retry topic it would go to, `dead-letter`, `wait` (strict order: its partition
 * waits), or `probe` (something is unavailable: it is tried again without cost).
 */
export type EventFate = 'done' | RetryTier | 'dead-letter' | 'wait' | 'probe'

export interface PublishedRecord {
  readonly topic: Topic
  readonly key: string
  /** As it would be decoded from the topic; null for a tombstone. */
  readonly record: unknown
}

export interface HandledEvent {
  /** Topic of the event. */
  readonly topic: Topic
  readonly fate: EventFate
  /** What the handler threw last, if it failed. */
  readonly error: unknown
  /** Published while it was handled, and kept. */
  readonly published: readonly PublishedRecord[]
}
