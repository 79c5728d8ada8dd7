import { quarantine } from '@wabastream/schemas'
import { codecOf, encodeEvent, isEvent, jsonText, rebuild } from '@wabastream/schemas/codec'
import { draftsOf, eventHeaders, type EventRecord } from '@wabastream/schemas/event'
import type { TailRecord } from './tail-record.ts'

/** For tests: the records that the ingress would write for a body, as `tail` reads them. */
export function recordsOf(body: unknown, deliveryId: string): readonly TailRecord[] {
  const raw = Buffer.from(jsonText(body))
  const drafts = draftsOf(body, { id: deliveryId, appId: '1', receivedAt: 1_700_000_000_000, body: raw })
  return drafts.map((draft, at) => {
    const { bytes } = encodeEvent(draft, schemaId)
    return record(
      { topic: draft.topic.name, offset: BigInt(at), key: draft.key, headers: eventHeaders(draft), bytes },
      draft.topic.schema,
    )
  })
}

/** For tests: a record from quarantine. */
export function quarantined(deliveryId: string, body: Buffer | null): TailRecord {
  const aside = {
    reason: 'bad_json',
    detail: null,
    body,
    item_path: null,
    delivery_id: deliveryId,
    received_at: 1_700_000_000_000,
    app_id: '1',
    field: null,
    kind: null,
    waba_id: null,
    event_id: null,
    topic: null,
  }
  const bytes = codecOf(quarantine.schema).encode(aside, schemaId)
  return record({ topic: quarantine.name, offset: 0n, key: deliveryId, headers: {}, bytes }, quarantine.schema)
}

/** For tests: decodes the bytes of such records again, without a registry. */
export function againOf(records: Iterable<TailRecord>): (bytes: Buffer) => EventRecord {
  const schemas = new Map(Array.from(records, ({ bytes, schema }) => [bytes?.toString('hex'), schema]))
  return (bytes) => {
    const schema = schemas.get(bytes.toString('hex')) ?? ''
    const event = codecOf(schema).decode(bytes)
    if (!isEvent(event)) throw new Error('no event')
    return rebuild(event, schema)
  }
}

/** One id does for all: no registry is asked. */
const schemaId = 7

type Own = Pick<TailRecord, 'topic' | 'offset' | 'key' | 'headers'> & { readonly bytes: Buffer }

function record(own: Own, schema: string): TailRecord {
  const value = codecOf(schema).decode(own.bytes)
  return { ...own, partition: 0, timestampMs: 1_700_000_000_000, value, schema, problem: null }
}
