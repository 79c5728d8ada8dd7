import { isObject, type JsonObject } from '../codec/own.ts'
import { at } from '../items/path.ts'
import type { IdentityRule } from '../items/shape.ts'
import { canonical, canonicalScalars } from './canonical.ts'
import { type Scalar, scalar } from './scalar.ts'
import type { Subject } from './subject.ts'
import { timelessItem } from './timeless-item.ts'

/** What follows `[1, field, waba_id, kind` in the canonical array, as its text. Equal when nothing in it is a time. */
export interface IdentityParts {
  /** For the event id. */
  readonly timed: string
  /** For the content id: the same without times. */
  readonly timeless: string
}

/** A part as found: null where it may be missing and is, undefined where that or its type spoils the identity. */
type Found = Scalar | null | undefined

/** The parts by which an item is told apart: an id of Meta's if all of it is there, else the content. */
export function partsOf(subject: Subject, bodyHash: () => string): IdentityParts {
  const { item, kind } = subject
  const parts = isObject(item) ? rules[kind.identity](scalar(subject.phoneNumberId), item) : undefined
  return parts ?? byContent(subject, bodyHash)
}

const rules: Record<IdentityRule, (phoneNumberId: Found, item: JsonObject) => IdentityParts | undefined> = {
  message: (phoneNumberId, item) => byId([phoneNumberId, scalar(item['id']), optional(item['type'])]),
  status: (phoneNumberId, item) => {
    const before = [phoneNumberId, scalar(item['id']), scalar(item['status'])]
    return byIdAndTime(before, item['timestamp'], [participant(item), ...ofPayment(item)])
  },
  call: (phoneNumberId, item) => {
    const step = scalar(item['event']) ?? scalar(item['status'])
    return byIdAndTime([phoneNumberId, scalar(item['id']), step], item['timestamp'], [])
  },
  content: () => undefined,
}

function byId(parts: readonly Found[]): IdentityParts | undefined {
  const text = elements(parts)
  return text === undefined ? undefined : { timed: text, timeless: text }
}

function byIdAndTime(before: readonly Found[], time: unknown, after: readonly Found[]): IdentityParts | undefined {
  const timed = elements([...before, scalar(time), ...after])
  const timeless = elements([...before, ...after])
  return timed === undefined || timeless === undefined ? undefined : { timed, timeless }
}

function byContent({ kind, item, ...about }: Subject, bodyHash: () => string): IdentityParts {
  const users = about.contacts.map((contact) => contact['user_id'] ?? contact['wa_id'] ?? null)
  const place = canonical([about.entryId, about.phoneNumberId ?? null, users]).slice(1, -1)
  const time = scalar(at(item, kind.time)) ?? about.entryTime ?? bodyHash()
  const text = canonical(item)
  const bare = timelessItem(item, kind.time)
  return {
    timed: `${place},${text},${canonical(time)}`,
    timeless: `${place},${bare === item ? text : canonical(bare)}`,
  }
}

/** The recipient of a group message; null for a message to one user. undefined: a group status that names nobody. */
function participant(item: JsonObject): Found {
  const name =
    item['recipient_participant_id'] ?? item['recipient_participant_user_id'] ?? item['participant_recipient_id']
  const isGroup = item['recipient_type'] === 'group' || 'group_id' in item
  return isGroup ? scalar(name) : optional(name)
}

/** Statuses of a payment have the id of the message that asked for it. A status without a type is one of a message. */
function ofPayment(item: JsonObject): readonly Found[] {
  const type = item['type']
  if (type === 'message' || (type === undefined && item['payment'] === undefined)) return []
  return [optional(type), scalar(at(item, ['payment', 'transaction', 'id']))]
}

function optional(value: unknown): Found {
  return value === undefined || value === null ? null : scalar(value)
}

/** The parts as elements of an array's text; undefined when one of them spoils the identity. */
function elements(parts: readonly Found[]): string | undefined {
  return parts.every((part) => part !== undefined) ? canonicalScalars(parts).slice(1, -1) : undefined
}
