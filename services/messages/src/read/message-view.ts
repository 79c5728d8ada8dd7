import { isoTime } from '@wabastream/sdk/http'
import { explain, type ExplainedError, type SentError } from '../errors/explain.ts'
import type { MessageRow } from '../intake/rows.ts'
import { business } from '../intake/take-message.ts'
import type { People } from '../people/find-person.ts'
import { contentView, type ContentView } from './content-view.ts'
import { deliveryView, type DeliveryView } from './delivery-view.ts'
import { paymentsView, type PaymentView } from './payments-view.ts'
import { reactionsView, type ReactionView } from './reactions-view.ts'
import type { Beside } from './rows-of-messages.ts'

/** A message with everything about it. */
export interface MessageView extends ContentView, DeliveryView {
  readonly wamid: string
  readonly phone_number_id: string
  readonly waba_id: string
  /** Key of the conversation. */
  readonly conversation: string
  /** Who wrote it, in a group. */
  readonly sender: string | null
  readonly direction: MessageRow['direction']
  readonly origin: MessageRow['origin']
  readonly type: string | null
  readonly occurred_at: string
  readonly errors: ExplainedError[]
  readonly reactions: ReactionView[]
  readonly payments: PaymentView[]
}

/** `beside` is of this message alone. */
export function messageView(message: MessageRow, beside: Beside, people: People): MessageView {
  const delivery = deliveryView(beside, people)
  const own = (message.errors ?? []) as readonly SentError[]
  return {
    wamid: message.wamid,
    phone_number_id: message.phone_number_id,
    waba_id: message.waba_id,
    conversation: `${message.phone_number_id}:${message.party}`,
    sender: message.sender,
    direction: message.direction,
    origin: message.origin,
    type: message.type,
    occurred_at: isoTime(message.occurred_at),
    ...contentView(message.content, beside.changes),
    ...delivery,
    errors: [...own.map(explain), ...delivery.errors],
    reactions: reactionsView(beside.reactions, people),
    payments: paymentsView(beside.payments),
  }
}

/** What of `beside` is about one message. */
export function besideOf(beside: Beside, wamid: string): Beside {
  const its = <R extends { readonly wamid: string }>(rows: readonly R[]) => rows.filter((row) => row.wamid === wamid)
  return {
    deliveries: its(beside.deliveries),
    timeline: its(beside.timeline),
    reactions: its(beside.reactions),
    changes: its(beside.changes),
    payments: its(beside.payments),
  }
}

/** Ids of people in `beside`, to be told apart. */
export function peopleIn({ deliveries, reactions }: Beside): readonly string[] {
  const members = deliveries.map(({ participant }) => participant)
  return [...members, ...reactions.map(({ reactor }) => reactor)].filter((id) => id !== '' && id !== business)
}
