/** What makes one webhook differ from the next. */
export interface TextWebhook {
  /** Id of the message. */
  readonly id: string
  /** Which of the invented people wrote it: decides the record's key. */
  readonly user: number
  /** Size of the body. Default 1,165, as of a usual text message with its contact. */
  readonly bytes?: number
}

const usualBytes = 1165
const words = 'Hello, is the blue lamp still there? '

/** A webhook with one text message, in Meta's documented shape. Numbers, names and texts are invented. */
export function textWebhook({ id, user, bytes = usualBytes }: TextWebhook): Buffer {
  const empty = JSON.stringify(bodyOf(id, user, ''))
  const fill = Math.max(1, bytes - empty.length)
  const text = words.repeat(Math.ceil(fill / words.length)).slice(0, fill)
  return Buffer.from(empty.replace('"body":""', `"body":"${text}"`))
}

function bodyOf(id: string, user: number, text: string): object {
  const phone = String(16_505_550_000 + user)
  const userId = `US.${String(10 ** 15 + user)}`
  const message = {
    from: phone,
    from_user_id: userId,
    id,
    timestamp: '1770000017',
    type: 'text',
    text: { body: text },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550000001', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: 'Ada Example' }, wa_id: phone, user_id: userId }],
    messages: [message],
  }
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
  }
}
