import { isObject, type JsonObject, own, put } from '../codec/own.ts'
import type { EventRecord } from '../event/event-record.ts'

/** An object or array on the way to an item. The way is made here, so it may be filled. */
export type Container = JsonObject | unknown[]

/** What of a record says where its body belongs. */
type Placement = Pick<EventRecord, 'item_path' | 'contact_positions'>

/**
 * Lays the body of one record over what the others have built so far, and returns the whole. On the way to the item each
 * array has one element, which goes to its index in `item_path`. A property that is there already stays.
 */
export function lay(under: Container | undefined, over: JsonObject, placement: Placement): Container {
  const steps = placement.item_path.split('/').slice(1)
  const isWrapped = steps[0] !== 'entry'
  const whole = under ?? (isWrapped ? [] : {})
  const valueAt = steps.indexOf('value')
  let target = whole
  let source: unknown = isWrapped ? [over] : over
  let positions = placement.contact_positions
  for (const [i, step] of steps.entries()) {
    const child = Array.isArray(source) ? source[0] : isObject(source) ? own(source, step) : undefined
    if (isObject(source) && !Array.isArray(target)) {
      // Contacts were dealt out beside the first array below the value, nowhere else.
      const isDealt = i > valueAt && Array.isArray(child)
      layRest(target, source, step, isDealt ? positions : [])
      if (isDealt) positions = []
    }
    if (i === steps.length - 1) set(target, step, child)
    else target = open(target, step, Array.isArray(child))
    source = child
  }
  return whole
}

/** Everything of a node but the step to the item. */
function layRest(target: JsonObject, source: JsonObject, step: string, positions: readonly number[]): void {
  for (const name of Object.keys(source)) {
    if (name === step) continue
    const value = source[name]
    if (name === 'contacts' && positions.length > 0 && Array.isArray(value)) layContacts(target, value, positions)
    else if (!Object.hasOwn(target, name)) put(target, name, value)
  }
}

function layContacts(target: JsonObject, contacts: readonly unknown[], positions: readonly number[]): void {
  const all = open(target, 'contacts', true)
  for (const [i, position] of positions.entries()) set(all, String(position), contacts[i])
}

/** The container below a step, made if it is not there yet. */
function open(target: Container, step: string, asArray: boolean): Container {
  const found = Array.isArray(target) ? target[Number(step)] : own(target, step)
  if (Array.isArray(found) || isObject(found)) return found
  const made: Container = asArray ? [] : {}
  set(target, step, made)
  return made
}

function set(target: Container, step: string, value: unknown): void {
  if (Array.isArray(target)) target[Number(step)] = value
  else put(target, step, value)
}
