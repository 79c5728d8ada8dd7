/** Webhook bodies in Meta's shape, with invented people. Times are Unix seconds. */

export const number = '106540352242922'
export const displayNumber = '15550783881'
export const waba = '102290129340398'
/** A Wednesday, at the full hour. */
export const start = 1_770_188_400

export const ada = { phone: '16505551111', user: 'US.13491208655302741918', parent: 'US.ENT.11815799212886844830' }
export const ben = { phone: '16505552222', user: 'US.20817346590123847561' }
export const dora = { user: 'US.61029384756102938470' }
export const group = 'Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0'

type Json = Readonly<Record<string, unknown>>

/** One change of a field, as Meta sends it. */
export function body(field: string, value: Json, from = number): Json {
  const metadata = { display_phone_number: displayNumber, phone_number_id: from }
  const whole = { messaging_product: 'whatsapp', metadata, ...value }
  return { object: 'whatsapp_business_account', entry: [{ id: waba, changes: [{ field, value: whole }] }] }
}

/** A message of a person; `more` overrides and adds. */
export function message(id: string, seconds: number, more: Json = {}): Json {
  const text = { type: 'text', text: { body: `text of ${id}` } }
  return {
    from: ada.phone,
    from_user_id: ada.user,
    id: wamid(id),
    timestamp: String(start + seconds),
    ...text,
    ...more,
  }
}

export const received = (...messages: readonly Json[]): Json => body('messages', { messages })

/** A status of a message that went to Ada; `more` overrides and adds. */
export function status(id: string, word: string, seconds: number, more: Json = {}): Json {
  const to = { recipient_id: ada.phone, recipient_user_id: ada.user }
  return { id: wamid(id), status: word, timestamp: String(start + seconds), ...to, ...more }
}

export const statuses = (...all: readonly Json[]): Json => body('messages', { statuses: all })

/** A status of a message to a group; `member` in any spelling. */
export function groupStatus(id: string, word: string, seconds: number, member: Json): Json {
  const to = { recipient_id: group, recipient_type: 'group' }
  return { id: wamid(id), status: word, timestamp: String(start + seconds), ...to, ...member }
}

export const wamid = (id: string): string => `wamid.${id}=`

export const at = (seconds: number): string => new Date((start + seconds) * 1000).toISOString()

/** A message that the business sent from its app. */
export function echo(id: string, seconds: number, more: Json = {}): Json {
  const { from: _from, from_user_id: _user, ...text } = message(id, seconds)
  return { ...text, from: displayNumber, to: ada.phone, to_user_id: ada.user, ...more }
}

export const echoes = (...message_echoes: readonly Json[]): Json => body('smb_message_echoes', { message_echoes })

/** A thread of the chat history with Ada. */
export function historyThread(...messages: readonly Json[]): Json {
  const threads = [
    { id: ada.phone, context: { wa_id: ada.phone, user_id: ada.user, username: 'ada.example' }, messages },
  ]
  return body('history', { history: [{ metadata: { phase: 0, chunk_order: 1, progress: 100 }, threads }] })
}

/** A notice of the kind `system`. */
export const notice = (id: string, seconds: number, system: Json, from: Json = {}): Json =>
  message(id, seconds, { type: 'system', text: undefined, system, ...from })

export function userIdUpdate(seconds: number, previous: string, current: string, more: Json = {}): Json {
  const change = {
    detail: 'The user id changed',
    user_id: { previous, current },
    timestamp: String(start + seconds),
    ...more,
  }
  return body('user_id_update', { user_id_update: [change] })
}
