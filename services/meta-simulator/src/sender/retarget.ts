import { isObject, type JsonObject } from '@wabastream/schemas/codec'
import type { PhoneNumber, Waba } from '../world/objects.ts'

/** Whom a body shall be about. */
export interface Subject {
  readonly waba: Waba
  readonly number: PhoneNumber | null
}

/**
 * A copy of a webhook body that is about another WABA and number: samples name invented ones. The entry of an event that
 * names its WABA in `waba_info` is a business, and stays.
 */
export function retarget(body: unknown, subject: Subject): unknown {
  if (Array.isArray(body)) return body.map((part) => retarget(part, subject))
  if (!isObject(body) || !Array.isArray(body['entry'])) return body
  return { ...body, entry: body['entry'].map((entry: unknown) => entryOf(entry, subject)) }
}

function entryOf(entry: unknown, subject: Subject): unknown {
  if (!isObject(entry) || !Array.isArray(entry['changes'])) return entry
  const changes = entry['changes'].map((change: unknown) => changeOf(change, subject))
  const ofBusiness = changes.some(
    (change) => isObject(change) && isObject(change['value']) && 'waba_info' in change['value'],
  )
  return { ...entry, id: ofBusiness ? entry['id'] : subject.waba.id, changes }
}

function changeOf(change: unknown, { waba, number }: Subject): unknown {
  if (!isObject(change) || !isObject(change['value'])) return change
  const { value } = change
  const replaced: JsonObject = {}
  if (isObject(value['waba_info']))
    replaced['waba_info'] = { ...value['waba_info'], waba_id: waba.id, owner_business_id: waba.businessId }
  if (number) Object.assign(replaced, numberProperties(value, number))
  return { ...change, value: { ...value, ...replaced } }
}

function numberProperties(value: JsonObject, { id, displayPhoneNumber }: PhoneNumber): JsonObject {
  const replaced: JsonObject = {}
  if (isObject(value['metadata']))
    replaced['metadata'] = { ...value['metadata'], display_phone_number: displayPhoneNumber, phone_number_id: id }
  if (isObject(value['phone_number_settings']))
    replaced['phone_number_settings'] = { ...value['phone_number_settings'], phone_number_id: id }
  for (const name of ['display_phone_number', 'phone_number'])
    if (typeof value[name] === 'string') replaced[name] = displayPhoneNumber
  return replaced
}
