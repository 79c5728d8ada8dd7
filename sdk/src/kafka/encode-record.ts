/** One record as the client hands it to its encoder. */
export interface EncodableRecord {
  readonly offsetDelta: number
  /** Milliseconds after the first record of the batch; negative if the records are not in the order of their times. */
  readonly timestampDelta: number
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[]>>
}

type HeaderValue = string | Buffer

/**
 * One record of a batch in Kafka's wire format (kafka.apache.org/documentation/#record), in one buffer. kafkajs makes a
 * zeroed 512-byte buffer for each record and each header, which costs more than all else in a send.
 */
export function encodeRecord(record: EncodableRecord): Buffer {
  const { key = null, value } = record
  const headers = headersOf(record.headers)
  let bodyBytes = 1 + varintBytes(record.timestampDelta) + varintBytes(record.offsetDelta)
  bodyBytes += textBytes(key) + textBytes(value) + varintBytes(headers.length / 2)
  for (const text of headers) bodyBytes += textBytes(text)
  const buffer = Buffer.allocUnsafe(varintBytes(bodyBytes) + bodyBytes)
  let at = writeVarint(buffer, bodyBytes, 0)
  // No record attributes are in use.
  buffer[at] = 0
  at = writeVarint(buffer, record.timestampDelta, at + 1)
  at = writeVarint(buffer, record.offsetDelta, at)
  at = writeText(buffer, key, at)
  at = writeText(buffer, value, at)
  at = writeVarint(buffer, headers.length / 2, at)
  for (const text of headers) at = writeText(buffer, text, at)
  return buffer
}

/** Names and values in turn. */
function headersOf(headers: EncodableRecord['headers'] = {}): HeaderValue[] {
  const flat: HeaderValue[] = []
  for (const name of Object.keys(headers)) {
    const value = headers[name]
    if (typeof value === 'string' || Buffer.isBuffer(value)) flat.push(name, value)
    else for (const one of value ?? []) flat.push(name, one)
  }
  return flat
}

function textBytes(text: HeaderValue | null): number {
  if (text === null) return 1
  const bytes = byteLength(text)
  return varintBytes(bytes) + bytes
}

function byteLength(text: HeaderValue): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : text.length
}

function writeText(buffer: Buffer, text: HeaderValue | null, at: number): number {
  if (text === null) return writeVarint(buffer, -1, at)
  const bytes = byteLength(text)
  const start = writeVarint(buffer, bytes, at)
  if (typeof text === 'string') buffer.write(text, start)
  else text.copy(buffer, start)
  return start + bytes
}

/** Kafka writes signed numbers as 0, -1, 1, -2 … = 0, 1, 2, 3 …, seven bits a byte. Arithmetic, as it may pass 32 bits. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function varintBytes(value: number): number {
  let rest = zigzag(value)
  let bytes = 1
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1
  return bytes
}

function writeVarint(buffer: Buffer, value: number, start: number): number {
  let rest = zigzag(value)
  let at = start
  for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[at++] = (rest % 128) | 128
  buffer[at] = rest
  return at + 1
}
