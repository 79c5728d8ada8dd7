import { createRequire } from 'node:module'
import { type EncodableRecord, encodeRecord } from './encode-record.ts'

type Encoder = (record: EncodableRecord) => { readonly buffer: Buffer }

const PATH = 'kafkajs/src/protocol/recordBatch/record/v0'
let done = false

/**
 * Puts our record encoder in the place of kafkajs's, which must not have sent anything yet. Where that is not possible,
 * or the two do not agree on a sample, kafkajs keeps its own: it is only slower.
 */
export function useFastRecords(): void {
  if (done) return
  done = true
  const require = createRequire(import.meta.url)
  const theirs: unknown = require(PATH)
  const module = require.cache[require.resolve(PATH)]
  if (module && isEncoder(theirs) && agree(theirs)) module.exports = fastRecord
}

/** kafkajs takes anything with these two for one of its encoders. */
function fastRecord(record: EncodableRecord): { buf: Buffer; buffer: Buffer } {
  const buffer = encodeRecord(record)
  return { buf: buffer, buffer }
}

const SAMPLE: EncodableRecord = {
  offsetDelta: 300,
  timestampDelta: 3_000_000_000,
  key: 'grüße',
  value: Buffer.alloc(200, 1),
  headers: { one: 'a', raw: Buffer.from([0, 255]), many: ['b', 'c'] },
}

function agree(theirs: Encoder): boolean {
  return theirs(SAMPLE).buffer.equals(encodeRecord(SAMPLE))
}

function isEncoder(value: unknown): value is Encoder {
  return typeof value === 'function'
}
