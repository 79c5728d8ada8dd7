/** One record of a topic, read and decoded. */
export interface TailRecord {
  /** As it is on the cluster, with the prefix. */
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly timestampMs: number
  readonly key: string | null
  readonly headers: Readonly<Record<string, string>>
  /** As on the topic; null is a tombstone. */
  readonly bytes: Buffer | null
  /** The decoded record; null for a tombstone, undefined when the bytes cannot be decoded. */
  readonly value: unknown
  /** Avro text that the record was written with; null when it has none. */
  readonly schema: string | null
  /** Why the bytes cannot be decoded; null when they can. */
  readonly problem: string | null
}
