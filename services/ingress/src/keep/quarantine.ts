import { quarantine } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import type { Delivery, Draft } from '@wabastream/schemas/event'
import { partitionFor } from '@wabastream/sdk/kafka'
import type { Laned } from './publish.ts'
import type { Routes } from './routes.ts'

/** What is kept aside: a whole body, or one event of it. */
export interface Aside {
  readonly reason: string
  /** The event that could not be written; absent when the body as a whole could not be read. */
  readonly draft?: Draft
}

/**
 * The records for quarantine. The raw body goes with the first one only: a thousand refused items of one body are not a
 * thousand copies of it. All have the delivery id as their key and so lie in one partition, in order.
 */
export function quarantineRecords(delivery: Delivery, aside: readonly Aside[], routes: Routes): readonly Laned[] {
  const route = routes(quarantine)
  const key = delivery.id
  const partition = partitionFor(key, route.partitions)
  const codec = codecOf(quarantine.schema)
  return aside.map((found, index) => {
    const value = codec.encode(quarantineRecord(delivery, found, index === 0), route.schemaId)
    const headers = { 'content-type': 'application/avro', 'wabastream-delivery-id': delivery.id }
    const record = { topic: route.name, partition, key, value, headers, timestampMs: Date.now() }
    return { lane: route.lane, record }
  })
}

/** In characters. */
const maxTextLength = 1024

/** A longer one is in the body. Beside a large body it could make the record larger than the topic takes. */
function short(text: string | undefined): string | null {
  return text === undefined || text.length > maxTextLength ? null : text
}

function quarantineRecord(delivery: Delivery, { reason, draft }: Aside, first: boolean) {
  const event = draft?.record
  return {
    reason,
    detail: null,
    body: first ? delivery.body : null,
    item_path: event?.item_path ?? null,
    delivery_id: delivery.id,
    received_at: delivery.receivedAt,
    app_id: delivery.appId,
    field: short(event?.field),
    kind: event?.kind ?? null,
    waba_id: short(event?.waba_id),
    event_id: short(event?.event_id),
    topic: draft?.topic.name ?? null,
  }
}
