import type { Topic } from '../catalogue/topic.ts'
import type { EventRecord } from './event-record.ts'

/** An event before it is encoded: where it goes, and the record with Meta's JSON as sent. */
export interface Draft {
  readonly topic: Topic
  /** Record key: for co-location, never an identity. */
  readonly key: string
  /** `value` shares its parts with the body and with the other drafts: never change it. */
  readonly record: EventRecord
  /** What `item_path` points to. */
  readonly item: unknown
}
