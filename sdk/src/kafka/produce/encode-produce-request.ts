import { type ByteWriter, createByteWriter } from './byte-writer.ts'
import { crc32c } from './crc32c.ts'

/** A record as the lane hands it to kafkajs. */
export interface ProduceRecord {
  readonly key?: string | Uint8Array | null
  readonly value: string | Uint8Array | null
  readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[]>>
  /** Epoch milliseconds in digits. */
  readonly timestamp: string
}

type HeaderValue = string | Uint8Array

/** What kafkajs gives its encoder of a Produce request. */
export interface ProduceRequest {
  readonly acks: number
  readonly timeout: number
  readonly transactionalId?: string | null | undefined
  /** A number of 64 bits; its `toString` gives the digits. */
  readonly producerId: { toString(): string }
  readonly producerEpoch: number
  readonly topicData: readonly {
    readonly topic: string
    readonly partitions: readonly PartitionRecords[]
  }[]
}

interface PartitionRecords {
  readonly partition: number
  readonly firstSequence: number
  readonly messages: readonly ProduceRecord[]
}

interface ProducerIdentity {
  readonly id: bigint
  readonly epoch: number
}

const MAGIC = 2
/** Neither compressed nor part of a transaction. */
const NO_ATTRIBUTES = 0

const writer = createByteWriter()

/** The body of a Produce request, versions 3 to 7 (kafka.apache.org/protocol), in one pass over the records. */
export function encodeProduceRequest(request: ProduceRequest): Buffer {
  const producer = { id: BigInt(request.producerId.toString()), epoch: request.producerEpoch }
  writer.string(request.transactionalId ?? null)
  writer.int16(request.acks)
  writer.int32(request.timeout)
  writer.int32(request.topicData.length)
  for (const { topic, partitions } of request.topicData) {
    writer.string(topic)
    writer.int32(partitions.length)
    for (const records of partitions) {
      writer.int32(records.partition)
      const sizeAt = writer.skipInt32()
      writeBatch(writer, records, producer)
      writer.setInt32(sizeAt, writer.length - sizeAt - 4)
    }
  }
  return writer.finish()
}

/** A record batch of format 2 (kafka.apache.org/documentation/#recordbatch). */
function writeBatch(to: ByteWriter, { messages, firstSequence }: PartitionRecords, producer: ProducerIdentity): void {
  const times = messages.map(({ timestamp }) => Number(timestamp))
  const firstTime = Math.min(...times)
  to.int64(0)
  const lengthAt = to.skipInt32()
  to.int32(0)
  to.int8(MAGIC)
  const crcAt = to.skipInt32()
  to.int16(NO_ATTRIBUTES)
  to.int32(messages.length - 1)
  to.int64(firstTime)
  to.int64(Math.max(...times))
  to.bigInt64(producer.id)
  to.int16(producer.epoch)
  to.int32(firstSequence)
  to.int32(messages.length)
  for (const [index, message] of messages.entries()) writeRecord(to, message, index, times[index]! - firstTime)
  to.setInt32(crcAt, crc32c(to.bytes, crcAt + 4, to.length))
  to.setInt32(lengthAt, to.length - lengthAt - 4)
}

function writeRecord(to: ByteWriter, record: ProduceRecord, offsetDelta: number, timeDelta: number): void {
  const start = to.length
  to.int8(NO_ATTRIBUTES)
  to.varint(timeDelta)
  to.varint(offsetDelta)
  to.varBytes(record.key ?? null)
  to.varBytes(record.value)
  const headers = flat(record.headers)
  to.varint(headers.length / 2)
  for (const text of headers) to.varBytes(text)
  to.prefixLength(start)
}

/** Names and values in turn; a name with several values stands before each. */
function flat(headers: ProduceRecord['headers'] = {}): readonly HeaderValue[] {
  const all: HeaderValue[] = []
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (Array.isArray(value)) for (const one of value) all.push(name, one)
    else if (value !== undefined) all.push(name, value as HeaderValue)
  }
  return all
}
