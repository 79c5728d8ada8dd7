import type { KafkaMessage } from 'kafkajs'

/** One record as it stands on its topic. */
export interface IncomingRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly timestampMs: number
  readonly key: Buffer | null
  /** null is a tombstone. */
  readonly value: Buffer | null
  /** By name; a name may have several values. A header without a value is an empty buffer. */
  readonly headers: ReadonlyMap<string, readonly Buffer[]>
}

export function incomingRecord(topic: string, partition: number, message: KafkaMessage): IncomingRecord {
  const { offset, timestamp, key, value, headers = {} } = message
  return {
    topic,
    partition,
    offset: BigInt(offset),
    timestampMs: Number(timestamp),
    key,
    value,
    headers: headersOf(headers),
  }
}

function headersOf(headers: NonNullable<KafkaMessage['headers']>): ReadonlyMap<string, readonly Buffer[]> {
  const map = new Map<string, readonly Buffer[]>()
  for (const [name, value] of Object.entries(headers)) {
    const values = Array.isArray(value) ? value : [value]
    map.set(
      name,
      values.map((one) => Buffer.from(one ?? '')),
    )
  }
  return map
}
