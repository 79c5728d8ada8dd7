import { parseJson } from '../codec/json.ts'
import { isObject, type JsonObject, put } from '../codec/own.ts'
import type { EventRecord } from '../event/event-record.ts'
import { JoinError } from './join-error.ts'
import { type Place, placeOf } from './place.ts'

/**
 * A valid body of Meta's with this one item: what Meta would have sent if it had sent nothing else. An array around the
 * body is not repeated. Parts of the record's value are shared, not copied.
 * @throws JoinError when the record names no place in a body.
 */
export function alone(record: EventRecord): JsonObject {
  const place = placeOf(record.item_path)
  if (place === undefined) throw new JoinError('item_path is no pointer to an entry, a change or an item of a body')
  const body: JsonObject = { object: 'whatsapp_business_account', entry: [entryOf(record, place)] }
  return withRest(body, record.envelope[place.body])
}

function entryOf(record: EventRecord, place: Place): unknown {
  if (place.change === null) return heldBy(record)
  const entry: JsonObject = {}
  if (record.entry_id !== '') entry['id'] = record.entry_id
  if (record.entry_time !== null) entry['time'] = record.entry_time
  entry['changes'] = [changeOf(record, place.isInValue, place.change)]
  return withRest(entry, record.envelope[place.entry])
}

function changeOf(record: EventRecord, isInValue: boolean, pointer: string): unknown {
  if (!isInValue) return heldBy(record)
  const change: JsonObject = { value: heldBy(record) }
  if (record.field !== '') change['field'] = record.field
  return withRest(change, record.envelope[pointer])
}

function heldBy(record: EventRecord): unknown {
  return record.value_json === undefined ? record.value : parseJson(record.value_json)
}

/** Adds the properties that the record has no field for. */
function withRest(node: JsonObject, text: string | undefined): JsonObject {
  const rest = text === undefined ? undefined : parseJson(text)
  if (isObject(rest)) for (const name of Object.keys(rest)) put(node, name, rest[name])
  return node
}
