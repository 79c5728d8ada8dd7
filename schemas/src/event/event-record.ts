/** JSON pointer to JSON text. */
export type PointerTexts = Readonly<Record<string, string>>

/**
 * One event, as it stands on its topic. The names are those of the Avro record; times ending in `_at` are epoch
 * milliseconds, `entry_time` is in Unix seconds. `value` is Meta's JSON: as sent in a draft, rebuilt after decoding.
 */
export interface EventRecord {
  readonly event_id: string
  readonly content_id: string
  readonly field: string
  readonly kind: string
  readonly waba_id: string
  readonly entry_id: string
  readonly entry_time: number | null
  readonly occurred_at: number
  readonly received_at: number
  readonly delivery_id: string
  readonly app_id: string | null
  readonly item_path: string
  readonly item_count: number
  readonly contact_positions: readonly number[]
  /** On the topic of a field. */
  readonly value?: unknown
  /** On the topic of unknown fields, in place of `value`: JSON text of what `item_path` points to. */
  readonly value_json?: string
  readonly nulls: readonly string[]
  readonly unmapped: PointerTexts
  readonly envelope: PointerTexts
}
