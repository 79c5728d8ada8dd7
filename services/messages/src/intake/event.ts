import type { HistoryEvent, MessagesEvent, SmbMessageEchoesEvent, UserIdUpdateEvent } from '@wabastream/schemas'
import type { Consumed } from '@wabastream/sdk/consumer'

/** An event of any topic that the service reads. */
export type Incoming = Consumed<MessagesEvent | SmbMessageEchoesEvent | HistoryEvent | UserIdUpdateEvent>

/** Its value, seen as one type: each field has some of these properties, and of the arrays at most one element. */
export type Value = Common & Partial<Arrays>

type Common = Pick<MessagesEvent['value'], 'metadata' | 'contacts' | 'errors'>
type Arrays = Pick<MessagesEvent['value'], 'messages' | 'statuses'> &
  Pick<HistoryEvent['value'], 'history' | 'message_echoes'> &
  Pick<UserIdUpdateEvent['value'], 'user_id_update'>

type Element<A> = A extends readonly (infer E)[] ? E : never

export type Contact = Element<NonNullable<Value['contacts']>>
export type Message = Element<NonNullable<Value['messages']>>
export type Echo = Element<NonNullable<Value['message_echoes']>>
export type Status = Element<NonNullable<Value['statuses']>>
export type HistoryThread = Element<NonNullable<Element<NonNullable<Value['history']>>['threads']>>
export type HistoryMessage = Element<NonNullable<HistoryThread['messages']>>
export type MetaError = Element<NonNullable<Value['errors']>>

/** What all rows of an event have in common. */
export interface Facts {
  readonly eventId: string
  readonly occurredAt: number
  readonly wabaId: string
  readonly phoneNumberId: string
  /** Digits. */
  readonly displayNumber: string
  /** Properties that the schema does not know, by JSON pointer. */
  readonly unmapped: Readonly<Record<string, string>>
}

export function factsOf(event: Incoming): Facts {
  const { metadata } = event.value
  return {
    eventId: event.event_id,
    occurredAt: event.occurred_at,
    wabaId: event.waba_id,
    phoneNumberId: metadata?.phone_number_id ?? '',
    displayNumber: (metadata?.display_phone_number ?? '').replaceAll(/\D/g, ''),
    unmapped: event.unmapped,
  }
}
