import type { Shape } from '../items/shape.ts'
import type { KeyRule } from '../key.ts'

/** Producer lanes: one cannot stall another. */
export type LaneName = 'live' | 'bulk' | 'management'

/** A topic as it is created and written. `E` is the type of its decoded records. */
export interface Topic<E = unknown> {
  /** Full name without TOPIC_PREFIX: `waba.messages.v1`. */
  readonly name: string
  /** Self-contained Avro schema as JSON text; '' when the values are opaque bytes. */
  readonly schema: string
  /** A power of two; never grows on a keyed topic. */
  readonly partitions: number
  /** -1: unlimited. */
  readonly retentionMs: number
  readonly cleanup: 'delete' | 'compact'
  /** `max.message.bytes`. */
  readonly maxBytes: number
  readonly lane: LaneName
  /** Only a type, never set. */
  readonly event?: E
}

/** The topic of one webhook field. */
export interface FieldTopic<E = unknown> extends Topic<E> {
  /** Meta's name of the field: `messages`. */
  readonly field: string
  readonly shape: Shape
  /** Every `kind` that its records can have. */
  readonly kinds: readonly string[]
  readonly key: KeyRule
}

/** The type of a topic's decoded records. */
export type EventOf<T extends Topic> = T extends Topic<infer E> ? E : never
