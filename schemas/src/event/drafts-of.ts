import { jsonText } from '../codec/json.ts'
import { createIdentifier, type Identity } from '../identity/identify.ts'
import { at } from '../items/path.ts'
import { keyOf } from '../key.ts'
import type { Delivery } from './delivery.ts'
import type { Draft } from './draft.ts'
import type { EventRecord } from './event-record.ts'
import { findItems } from './find-items.ts'
import type { FoundItem } from './found-item.ts'
import { occurredAt } from './occurred-at.ts'

const NO_NULLS: readonly string[] = []
const NO_UNMAPPED: Readonly<Record<string, string>> = {}

/**
 * The events of one delivery, in the order of its body: every item of every change of every entry, each with its topic,
 * key and record. `nulls` and `unmapped` are empty until the value is fitted into its schema.
 * @param body parsed by `parseJson`, and valid by `checkEnvelope`.
 */
export function draftsOf(body: unknown, delivery: Delivery): readonly Draft[] {
  return [...(eachDraft(body, delivery, Number.POSITIVE_INFINITY) ?? [])]
}

/**
 * The same events, each made when it is asked for, so that who has had enough can stop; undefined when there would be
 * more than `maxItems`. What many events repeat, such as a long id of their entry, costs time and memory with each one.
 */
export function eachDraft(body: unknown, delivery: Delivery, maxItems: number): Iterable<Draft> | undefined {
  const found = findItems(body, maxItems)
  return found.length > maxItems ? undefined : made(found, delivery)
}

function* made(found: readonly FoundItem[], delivery: Delivery): Generator<Draft> {
  const identify = createIdentifier(delivery.body)
  for (const item of found) yield draftOf(item, identify(item), delivery, found.length)
}

function draftOf(found: FoundItem, identity: Identity, delivery: Delivery, itemCount: number): Draft {
  return {
    topic: found.topic,
    key: keyOf(found.rule, found),
    record: recordOf(found, identity, delivery, itemCount),
    item: found.item,
  }
}

function recordOf(found: FoundItem, identity: Identity, delivery: Delivery, itemCount: number): EventRecord {
  const { value, entryTime } = found
  const before = {
    event_id: identity.eventId,
    content_id: identity.contentId,
    field: found.field,
    kind: found.kind.name,
    waba_id: found.wabaId,
    entry_id: found.entryId,
    entry_time: entryTime,
    occurred_at: occurredAt(at(found.item, found.kind.time), entryTime, delivery.receivedAt),
    received_at: delivery.receivedAt,
    delivery_id: delivery.id,
    app_id: delivery.appId,
    item_path: found.path,
    item_count: itemCount,
    contact_positions: found.positions,
    nulls: NO_NULLS,
    unmapped: NO_UNMAPPED,
    envelope: found.envelope,
  }
  return value === undefined ? { ...before, value_json: jsonText(found.item) } : { ...before, value }
}
