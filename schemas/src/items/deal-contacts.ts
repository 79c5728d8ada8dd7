import { isObject, type JsonObject } from '../codec/own.ts'
import type { GrowingPart } from './part.ts'

/** Properties of an item that name a user: text, or `{previous, current}`. */
const NAMES = [
  'from',
  'from_user_id',
  'to',
  'to_user_id',
  'recipient',
  'recipient_id',
  'recipient_user_id',
  'recipient_participant_id',
  'recipient_participant_user_id',
  'participant_recipient_id',
  'wa_id',
  'user_id',
]

/** Objects of an item that name a user themselves: an echo's Send API body, a system message. */
const HOLDERS = ['message', 'system']

/**
 * Gives each item the first contact of every user that it names. Contacts of nobody, and second contacts of one person, go
 * with the first item, so that each contact is somewhere. A wrong match costs placement only, never a contact.
 */
export function dealContacts(parts: readonly GrowingPart[], contacts: readonly JsonObject[]): void {
  const byUser = contactsByUser(contacts)
  const isFree = contacts.map(() => true)
  for (const part of parts) {
    const positions = positionsOf(part.item, byUser)
    for (const position of positions) isFree[position] = false
    part.positions = [...positions]
  }
  const [first] = parts
  if (first === undefined) return
  const own = new Set(first.positions)
  first.positions = [...contacts.keys()].filter((position) => isFree[position] === true || own.has(position))
  for (const part of parts) part.contacts = part.positions.map((position) => contacts[position] as JsonObject)
}

function contactsByUser(contacts: readonly JsonObject[]): ReadonlyMap<string, number> {
  const byUser = new Map<string, number>()
  for (const [position, contact] of contacts.entries()) {
    for (const user of [contact['wa_id'], contact['user_id']]) {
      if (typeof user === 'string' && !byUser.has(user)) byUser.set(user, position)
    }
  }
  return byUser
}

function positionsOf(item: JsonObject, byUser: ReadonlyMap<string, number>): ReadonlySet<number> {
  const positions = new Set<number>()
  const add = (user: unknown): void => {
    const position = typeof user === 'string' ? byUser.get(user) : undefined
    if (position !== undefined) positions.add(position)
  }
  const addNamed = (node: JsonObject): void => {
    for (const name of NAMES) {
      const user = node[name]
      if (isObject(user)) {
        add(user['previous'])
        add(user['current'])
      } else add(user)
    }
  }
  addNamed(item)
  for (const name of HOLDERS) {
    const holder = item[name]
    if (isObject(holder)) addNamed(holder)
  }
  return positions
}
