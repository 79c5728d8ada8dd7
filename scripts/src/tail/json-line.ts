import { isEvent, jsonText, plain } from '@wabastream/schemas/codec'
import type { TailRecord } from './tail-record.ts'

/**
 * A record as one line of JSON: topic, partition, offset, timestamp, key, headers, value (the decoded record; null for a
 * tombstone). Bytes are base64. What cannot be decoded has `problem` and `bytes` in place of `value`.
 */
export function jsonLine(record: TailRecord): string {
  const { topic, partition, offset, timestampMs, key, headers, value, bytes, problem } = record
  const place = { topic, partition, offset, timestamp: new Date(timestampMs).toISOString(), key, headers }
  const content = problem === null ? { value: withoutBuffers(value) } : { problem, bytes: bytes?.toString('base64') }
  return `${jsonText({ ...place, ...content })}\n`
}

function withoutBuffers(value: unknown): unknown {
  if (isEvent(value)) return plain(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part,
    ]),
  )
}
