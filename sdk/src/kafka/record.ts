/** Headers of a record; a name may have several values. */
export type RecordHeaders = Readonly<Record<string, string | Buffer | (string | Buffer)[]>>

/** One record for a topic. The partition is always set by the caller, see `partitionFor`. */
export interface OutgoingRecord {
  readonly topic: string
  readonly partition: number
  readonly key: string | Buffer | null
  /** null is a tombstone. */
  readonly value: Buffer | null
  readonly headers: RecordHeaders
  readonly timestampMs: number
}

/** What became of one record. `code` is Kafka's name of the reason why it will never take it, such as MESSAGE_TOO_LARGE. */
export type Outcome = { readonly kept: true; readonly offset: bigint } | { readonly kept: false; readonly code: string }
