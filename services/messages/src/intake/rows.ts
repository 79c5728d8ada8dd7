/** Rows as the tables have them. Times are epoch milliseconds; `json` properties are JSON values. */

/** Which way a message went, seen from the business. */
export type Direction = 'in' | 'out'

/** How a message became known: a webhook of it, an echo from the app, the chat history, or only a status. */
export type Origin = 'live' | 'echo' | 'history' | 'status'

export interface MessageRow {
  readonly wamid: string
  readonly phone_number_id: string
  readonly waba_id: string
  readonly party: string
  /** Who wrote it, in a group; null for the business and where party says it. */
  readonly sender: string | null
  readonly is_group: boolean
  readonly direction: Direction
  readonly origin: Origin
  readonly type: string | null
  readonly content: object | null
  readonly errors: object | null
  /** How much is known: the row with the highest describes the message. */
  readonly rank: number
  readonly occurred_at: number
  readonly event_id: string
}

export interface DeliveryRow {
  readonly wamid: string
  readonly phone_number_id: string
  /** Member of a group; '' for the message itself. */
  readonly participant: string
  readonly party: string
  readonly rank: number
  readonly template_id: string | null
  /** First status, for statistics; null while only the chat history, or an uncounted status, spoke of it. */
  readonly first_at: number | null
  readonly last_at: number
}

export interface TimelineRow {
  readonly event_id: string
  readonly wamid: string
  readonly phone_number_id: string
  readonly participant: string
  /** As Meta says it. */
  readonly status: string
  readonly origin: 'live' | 'history'
  readonly details: object | null
  readonly occurred_at: number
}

export interface ReactionRow {
  /** The message reacted to. */
  readonly wamid: string
  readonly phone_number_id: string
  readonly reactor: string
  readonly party: string
  /** Null when it was taken away. */
  readonly emoji: string | null
  readonly occurred_at: number
  readonly event_id: string
}

export interface ChangeRow {
  readonly event_id: string
  /** The message that was changed. */
  readonly wamid: string
  readonly phone_number_id: string
  readonly kind: 'edit' | 'revoke'
  readonly party: string
  readonly sender: string | null
  readonly content: object | null
  readonly occurred_at: number
}

export interface PaymentRow {
  readonly event_id: string
  readonly wamid: string
  readonly phone_number_id: string
  readonly party: string
  readonly reference_id: string
  readonly status: string
  readonly details: object | null
  readonly occurred_at: number
}

export interface ErrorRow {
  readonly event_id: string
  readonly code: number
  readonly phone_number_id: string
  readonly occurred_at: number
}

export interface NumberRow {
  readonly phone_number_id: string
  readonly waba_id: string
  readonly display_phone_number: string
}

export interface PersonIdRow {
  readonly id: string
  readonly kind: 'phone' | 'user' | 'parent'
  readonly name: string | null
  readonly username: string | null
  /** When and by which event the names were said; null when the event named no one. */
  readonly named_at: number | null
  readonly named_by: string | null
  /** 2026-01-31 */
  readonly last_day: string
}

export interface PersonLinkRow {
  readonly a: string
  readonly b: string
  readonly kind: 'same' | 'change'
  readonly scope: string
  readonly first_at: number
}

export interface PhoneFormRow {
  readonly id: string
  readonly original: string
}
