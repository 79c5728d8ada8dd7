import { inspect, isDeepStrictEqual } from 'node:util'
import { codecOf, encodeEvent, type Encoded, isEvent, rebuild } from '../codec/index.ts'
import { checkEnvelope, type Delivery, draftsOf, type EventRecord } from '../event/index.ts'
import { join } from '../items/index.ts'
import { shuffled } from './mutate.ts'
import { randomOf } from './random.ts'
import { freeze } from './tree.ts'

/** A delivery around a body, for tests. The raw bytes matter only for identities. */
export function deliveryOf(raw: string): Delivery {
  return { id: 'delivery-1', appId: '1234567890', receivedAt: 1_767_225_600_000, body: Buffer.from(raw) }
}

/**
 * Takes a body all the way: split into drafts, each encoded, decoded and rebuilt, then joined in another order with some
 * records twice. Says what was lost, or which error came; null when the result equals the body (-0 and half surrogate
 * pairs count) or when the body is no webhook.
 */
export function lossOf(body: unknown): string | null {
  try {
    return checkEnvelope(body) === null ? lossOfWebhook(body) : null
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

function lossOfWebhook(body: unknown): string | null {
  freeze(body)
  const drafts = draftsOf(body, deliveryOf('body'))
  const encoded = drafts.map((draft) => encodeEvent(draft, 1))
  const records = drafts.map(({ topic }, i) => decoded(topic.schema, encoded[i]))
  const changed = drafts.findIndex(({ record }, i) => !isDeepStrictEqual(records[i], record))
  if (changed >= 0) return `a record changed: ${shown(drafts[changed]?.record)} to ${shown(records[changed])}`
  const random = randomOf(records.length)
  const joined = join(shuffled([...records, ...records.filter(() => random.oneIn(3))], random))
  return isDeepStrictEqual(joined, body) ? null : `the body became ${shown(joined)}`
}

/** What a reader of the topic gets, with the value as sent. */
function decoded(schema: string, encoded: Encoded | undefined): EventRecord {
  const record = encoded && codecOf(schema).decode(encoded.bytes)
  if (!isEvent(record)) throw new TypeError('The decoded record is no event')
  if (!isDeepStrictEqual(Object.keys(record.unmapped), encoded?.unmapped)) throw new TypeError('Some drift was hidden')
  return rebuild(record, schema)
}

/** A value as text, with all that JSON can carry. */
export function shown(value: unknown): string {
  return inspect(value, { depth: null, maxStringLength: 200, breakLength: Infinity })
}
