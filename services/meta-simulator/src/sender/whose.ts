import { isObject } from '@wabastream/schemas/codec'
import type { PhoneNumber, Waba } from '../world/objects.ts'
import { numbersOf, type World } from '../world/world.ts'
import type { Update } from './update.ts'

/** What an update is about, as far as this world knows it. */
export interface Whose {
  readonly waba: Waba | null
  readonly number: PhoneNumber | null
}

/**
 * The WABA and number of an update. Events of partners name the WABA in `waba_info`, and their entry is a business; some
 * entries have the id "0" and are known by their number alone.
 */
export function whoseUpdate(world: World, { entry, change }: Pick<Update, 'entry' | 'change'>): Whose {
  const value = isObject(change['value']) ? change['value'] : {}
  const named = textAt(value, 'waba_info', 'waba_id') ?? entry['id']
  const known = typeof named === 'string' ? (world.wabas.get(named) ?? null) : null
  const number = numberIn(world, value, known)
  return { waba: known ?? (number && (world.wabas.get(number.wabaId) ?? null)), number }
}

function numberIn(world: World, value: object, waba: Waba | null): PhoneNumber | null {
  const id = textAt(value, 'metadata', 'phone_number_id') ?? textAt(value, 'phone_number_settings', 'phone_number_id')
  const byId = id === null ? undefined : world.numbers.get(id)
  if (byId && (waba === null || byId.wabaId === waba.id)) return byId
  const displayed = textAt(value, 'display_phone_number') ?? textAt(value, 'phone_number')
  const digits = displayed?.replaceAll(/\D/g, '')
  if (!digits) return null
  const candidates = waba ? numbersOf(world, waba.id) : [...world.numbers.values()]
  return candidates.find(({ displayPhoneNumber }) => displayPhoneNumber === digits) ?? null
}

function textAt(node: object, ...path: readonly string[]): string | null {
  let current: unknown = node
  for (const name of path) current = isObject(current) ? current[name] : undefined
  return typeof current === 'string' ? current : null
}
