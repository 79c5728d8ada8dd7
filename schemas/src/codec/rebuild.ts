import type { EventRecord } from '../event/event-record.ts'
import { readSchema } from './avro-schema.ts'
import { UndecodableError } from './errors.ts'
import { parseJson } from './json.ts'
import { isObject, own, put, type JsonObject } from './own.ts'
import { pointerKeys } from './pointer.ts'
import { compileRestore, type Restore } from './restore.ts'

/** True for a decoded record that is an event: of a field, or of the topic of unknown fields. */
export function isEvent(record: unknown): record is EventRecord {
  return isObject(record) && typeof record['item_path'] === 'string' && isObject(record['unmapped'])
}

/**
 * A decoded event with its `value` as Meta sent it, the one item that the event holds: absent properties are gone, nulls
 * and unmapped properties are back at their places (so `nulls` and `unmapped` are empty). This is what `join` takes.
 * @param schemaText the schema that the event was written with: an older one has dropped what it does not know.
 * @throws UndecodableError when a pointer leads nowhere.
 */
export function rebuild(event: EventRecord, schemaText: string): EventRecord {
  if (event.value === undefined) return { ...event }
  return { ...event, value: valueAsSent(event, restoreOf(schemaText)), nulls: [], unmapped: {} }
}

/**
 * A decoded event as plain objects, for output as JSON: absent properties of `value` are left out. What was null or
 * unknown to the schema stays in `nulls` and `unmapped`.
 */
export function plain(event: EventRecord): EventRecord {
  return event.value === undefined ? { ...event } : { ...event, value: present(event.value) }
}

const restores = new Map<string, Restore>()

function restoreOf(schemaText: string): Restore {
  let restore = restores.get(schemaText)
  if (restore === undefined) {
    const records = readSchema(schemaText)
    const value = records.root.fields.find(({ name }) => name === 'value')
    if (value === undefined) throw new UndecodableError(`${records.root.fullName} has no value`)
    restore = compileRestore(records, value)
    restores.set(schemaText, restore)
  }
  return restore
}

function valueAsSent({ value, nulls, unmapped }: EventRecord, restore: Restore): unknown {
  const whole = own(unmapped, '')
  if (typeof whole === 'string') return parseJson(whole)
  const sent = restore(value)
  for (const pointer of nulls) place(sent, pointer, null)
  for (const [pointer, text] of Object.entries(unmapped)) place(sent, pointer, parseJson(text))
  return sent
}

/** The value without its nulls, which stand for absent properties. In an array a null is a value. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present)
  if (!isObject(value)) return value
  const left: JsonObject = {}
  for (const name of Object.keys(value)) {
    const property = value[name]
    if (property !== null) left[name] = typeof property === 'object' ? present(property) : property
  }
  return left
}

function place(root: unknown, pointer: string, value: unknown): void {
  const keys = pointerKeys(pointer)
  const last = keys.at(-1)
  const parent = keys.slice(0, -1).reduce(child, root)
  if (last === undefined || !isObject(parent)) {
    throw new UndecodableError(`The record has no place for ${pointer}: it was not read with the schema that wrote it`)
  }
  put(parent, last, value)
}

/** The value at one key or index below a node; undefined when there is none. */
export function child(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return /^\d+$/.test(key) ? node[Number(key)] : undefined
  return isObject(node) ? own(node, key) : undefined
}
