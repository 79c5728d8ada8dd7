import { read, type KafkaConfig } from '@wabastream/sdk/kafka'
import type { Registry } from '@wabastream/sdk/registry'
import type { Range } from '../filter/range.ts'
import { createDecoder, type Decoder } from './decoder.ts'
import type { TailRecord } from './tail-record.ts'

/** What to read, and where. */
export interface ReadRecordsOptions {
  readonly kafka: KafkaConfig
  readonly registry: Pick<Registry, 'textOf'>
  /** Names as on the cluster, with the prefix. */
  readonly topics: readonly string[]
  readonly range: Range
  /** Ends the stream without an error. */
  readonly signal: AbortSignal
  /** One that the caller also uses itself. */
  readonly decoder?: Decoder
}

/**
 * The records of topics as they are read, decoded: in order within a partition, in no order between partitions. Belongs to
 * no consumer group and leaves no trace on the cluster.
 * @throws KafkaError; RegistryError when the registry does not answer.
 */
export async function* readRecords(options: ReadRecordsOptions): AsyncGenerator<TailRecord, void, undefined> {
  const { kafka, registry, topics, range, signal } = options
  const decoder = options.decoder ?? createDecoder(registry)
  for await (const record of read(kafka, { topics, ...range, signal })) yield await decoder.decode(record)
}
