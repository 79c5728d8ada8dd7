import { kafkaCodeOf, rootNameOf } from '../error-code.ts'

/** What the lane does with a piece of a batch whose send was rejected. */
export type Fate =
  /** Send the same piece again. */
  | { readonly act: 'again' }
  /** Send its parts, to find the one that is at fault. */
  | { readonly act: 'split' }
  /** Kafka will never take this record. */
  | { readonly act: 'refuse'; readonly code: string }
  /** The topic or partition cannot be written; its callers try again later. */
  | { readonly act: 'missing'; readonly code: string }

/** The piece that failed: how many records and partitions, and how often the same piece failed before. */
export interface FailedPiece {
  readonly records: number
  readonly partitions: number
  readonly failures: number
}

/** Refused for what the record is: no repetition helps. */
const REFUSED = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
])

/** Raised by the client itself, twice: the record cannot be put on the wire. */
const UNENCODABLE = 'UNENCODABLE'

/** Every code with which a record is refused for good. */
export const refusedCodes: readonly string[] = [...REFUSED, UNENCODABLE]

/** The place is wrong, not the record: an operator can put it right, so the record is not refused. */
const CLOSED = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED'])

/** A broker that just started does not know its topics yet, so one such answer proves nothing. */
const MISSING_AFTER_FAILURES = 2

/** Errors that the client raises itself while it builds the request: something in a record is of the wrong type. */
const LOCAL = new Set(['TypeError', 'RangeError', 'ReferenceError'])

/** Pure: what becomes of a piece after `error`. kafkajs's own `retriable` does not tell transient from permanent. */
export function fateOf(error: unknown, piece: FailedPiece): Fate {
  const code = kafkaCodeOf(error)
  const local = LOCAL.has(rootNameOf(error))
  // The first failure of a whole batch without a culprit in sight may just be a broken connection.
  if (code === null && !local && piece.failures === 0) return { act: 'again' }
  if (piece.partitions > 1) return { act: 'split' }
  if (code !== null && CLOSED.has(code))
    return piece.failures + 1 >= MISSING_AFTER_FAILURES ? { act: 'missing', code } : { act: 'again' }
  const refusal = local ? UNENCODABLE : code
  if (refusal === null || !(local || REFUSED.has(refusal))) return { act: 'again' }
  if (piece.records > 1) return { act: 'split' }
  return local && piece.failures === 0 ? { act: 'again' } : { act: 'refuse', code: refusal }
}
