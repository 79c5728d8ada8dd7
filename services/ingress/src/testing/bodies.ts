/** Unlike any other in the run, so that the delivery can be found again. */
let made = 0

export function freshId(): string {
  made += 1
  return `${Date.now()}${String(made).padStart(6, '0')}`
}

/** The value of a `messages` change, with one text message and invented people. */
export function messageValue(extra: object = {}): Record<string, unknown> {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550000001', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: 'Invented Person' }, wa_id: '16505551111' }],
    messages: [textMessage()],
    ...extra,
  }
}

export function textMessage(extra: object = {}): Record<string, unknown> {
  const id = `wamid.${freshId()}`
  return { from: '16505551111', id, timestamp: '1750000000', type: 'text', text: { body: 'invented text' }, ...extra }
}

/** A body with these changes in one entry. */
export function bodyOf(...changes: readonly unknown[]): Record<string, unknown> {
  return { object: 'whatsapp_business_account', entry: [{ id: freshId(), changes }] }
}

/** A body with one `messages` change. */
export function messageBody(value: unknown = messageValue()): Record<string, unknown> {
  return bodyOf({ field: 'messages', value })
}

export function text(body: unknown): string {
  return JSON.stringify(body)
}
