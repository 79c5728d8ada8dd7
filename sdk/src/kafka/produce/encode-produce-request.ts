import { bigInt64, createSink, finish, int16, int32, int64, int8, setLength, skip4, string } from './byte-sink.ts'
import { crc32c } from './crc32c.ts'
import { prefixLength, skipLength, varBytes, varint } from './varint.ts'

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

const sink = createSink()

/** The body of a Produce request, versions 3 to 7 (kafka.apache.org/protocol), in one pass over the records. */
export function encodeProduceRequest(request: ProduceRequest): Buffer {
  const producer = { id: BigInt(request.producerId.toString()), epoch: request.producerEpoch }
  // The last request may have failed half-way.
  sink.at = 0
  string(sink, request.transactionalId ?? null)
  int16(sink, request.acks)
  int32(sink, request.timeout)
  int32(sink, request.topicData.length)
  for (const { topic, partitions } of request.topicData) {
    string(sink, topic)
    int32(sink, partitions.length)
    for (const records of partitions) {
      int32(sink, records.partition)
      const sizeAt = skip4(sink)
      writeBatch(records, producer)
      setLength(sink, sizeAt)
    }
  }
  return finish(sink)
}

/** A record batch of format 2 (kafka.apache.org/documentation/#recordbatch). */
function writeBatch({ messages, firstSequence }: PartitionRecords, producer: ProducerIdentity): void {
  let firstTime = Number.POSITIVE_INFINITY
  let lastTime = Number.NEGATIVE_INFINITY
  for (const { timestamp } of messages) {
    firstTime = Math.min(firstTime, Number(timestamp))
    lastTime = Math.max(lastTime, Number(timestamp))
  }
  int64(sink, 0)
  const lengthAt = skip4(sink)
  int32(sink, 0)
  int8(sink, MAGIC)
  const crcAt = skip4(sink)
  int16(sink, NO_ATTRIBUTES)
  int32(sink, messages.length - 1)
  int64(sink, firstTime)
  int64(sink, lastTime)
  bigInt64(sink, producer.id)
  int16(sink, producer.epoch)
  int32(sink, firstSequence)
  int32(sink, messages.length)
  for (let i = 0; i < messages.length; i += 1) writeRecord(messages[i]!, i, firstTime)
  sink.buffer.writeUInt32BE(crc32c(sink.buffer, crcAt + 4, sink.at), crcAt)
  setLength(sink, lengthAt)
}

/** One record (kafka.apache.org/documentation/#record). */
function writeRecord(record: ProduceRecord, offsetDelta: number, firstTime: number): void {
  const start = skipLength(sink)
  int8(sink, NO_ATTRIBUTES)
  varint(sink, Number(record.timestamp) - firstTime)
  varint(sink, offsetDelta)
  varBytes(sink, record.key ?? null)
  varBytes(sink, record.value)
  writeHeaders(record.headers)
  prefixLength(sink, start)
}

/** Names and values in turn; a name with several values stands before each. */
function writeHeaders(headers: ProduceRecord['headers'] = {}): void {
  const names = Object.keys(headers)
  let count = 0
  for (const name of names) count += Array.isArray(headers[name]) ? headers[name].length : 1
  varint(sink, count)
  for (const name of names) {
    const value = headers[name] as HeaderValue | readonly HeaderValue[]
    if (!Array.isArray(value)) writeHeader(name, value as HeaderValue)
    else for (const one of value as readonly HeaderValue[]) writeHeader(name, one)
  }
}

function writeHeader(name: string, value: HeaderValue): void {
  varBytes(sink, name)
  varBytes(sink, value)
}
