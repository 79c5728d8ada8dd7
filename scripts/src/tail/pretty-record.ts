import { isEvent, jsonText, parseJson, rebuild } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'
import { type Paint, plainPaint } from '../output/paint.ts'
import { printable } from '../output/printable.ts'
import { itemOf } from './item-of.ts'
import { leavesOf } from './leaves.ts'
import type { TailRecord } from './tail-record.ts'

/** Longer texts (session descriptions, raw bodies) are cut, with their length; `--format json` has them whole. */
const maxTextLength = 300

/** A record for people: where it is and what it is on one line, what it says on the next. */
export function prettyRecord(record: TailRecord, paint: Paint = plainPaint): string {
  const { topic, partition, offset, key, value, timestampMs } = record
  const event = isEvent(value) ? value : null
  const name = event ? `${event.field || '(no field)'}.${event.kind}` : topic
  const head = [
    paint('dim', new Date(event?.occurred_at ?? timestampMs).toISOString()),
    paint(['bold', 'cyan'], printable(name)),
    ...(event ? [`waba ${printable(event.waba_id)}`] : []),
    `key ${key === null ? '(none)' : printable(key)}`,
    paint('dim', `${topic}[${partition}]@${offset}`),
  ]
  return `${head.join('  ')}\n  ${contentOf(record, event, paint)}\n`
}

function contentOf(record: TailRecord, event: EventRecord | null, paint: Paint): string {
  const { value, schema, problem, bytes } = record
  if (problem !== null) return paint('red', `${printable(problem)} (${bytes?.length ?? 0} bytes)`)
  if (value === null) return paint('dim', 'deleted (tombstone)')
  if (!event) return words(withoutNulls(value), paint)
  const { item, rest } = itemOf(sent(event, schema ?? ''))
  return [words(item, paint), paint('dim', words(rest, plainPaint))].filter((part) => part !== '').join('  ')
}

/** The event with its value as Meta sent it; on the topic of unknown fields that is text. */
function sent(event: EventRecord, schema: string): EventRecord {
  return event.value_json === undefined
    ? rebuild(event, schema)
    : { ...event, item_path: '', value: parseJson(event.value_json) }
}

function words(value: unknown, paint: Paint): string {
  return leavesOf(value)
    .filter(([path, leaf]) => !(path === 'messaging_product' && leaf === 'whatsapp') && !isEmpty(leaf))
    .map(([path, leaf]) => `${path === '' ? '' : paint('dim', `${printable(path)}=`)}${wordOf(leaf)}`)
    .toArray()
    .join(' ')
}

function wordOf(leaf: unknown): string {
  if (leaf instanceof Uint8Array) return `(${leaf.length} bytes)`
  const text = typeof leaf === 'string' ? leaf : jsonText(leaf)
  const shown = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}… (${text.length} characters)` : text
  return typeof leaf !== 'string' || /^[\w.:/+=@-]+$/.test(shown) ? shown : `"${printable(shown)}"`
}

function isEmpty(leaf: unknown): boolean {
  return typeof leaf === 'object' && leaf !== null && !(leaf instanceof Uint8Array) && Object.keys(leaf).length === 0
}

/** Our own records have a null for each thing that does not apply. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null))
}
