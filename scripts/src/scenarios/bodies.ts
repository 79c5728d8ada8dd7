import type { Cast } from './cast.ts'

/** A webhook body with one change; management fields carry the time of sending, `messages` does not. */
export function webhook(wabaId: string, field: string, value: object, sentAtMs?: number): object {
  const time = sentAtMs === undefined ? {} : { time: seconds(sentAtMs) }
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, ...time, changes: [{ field, value }] }] }
}

/** A change of the field `messages`, about the story's number and user. */
export function messagesWebhook(cast: Cast, items: object): object {
  return webhook(cast.wabaId, 'messages', {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: cast.phoneNumber, phone_number_id: cast.phoneNumberId },
    contacts: [{ profile: { name: 'Ada Example' }, wa_id: cast.user, user_id: cast.userId }],
    ...items,
  })
}

/** Unix seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
