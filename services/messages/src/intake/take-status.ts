import { rankOf } from '../delivery/state.ts'
import { personId } from '../people/person-id.ts'
import { compactObject } from './content.ts'
import type { Contact, Facts, Status } from './event.ts'
import type { Gathered } from './gathered.ts'
import { bestId, mention, type Named } from './mention.ts'
import { takeErrors } from './take-errors.ts'
import { ranks } from './take-message.ts'

/** The rows of one status: what became of a message that the business sent, for one member if it went to a group. */
export function takeStatus(
  gathered: Gathered,
  facts: Facts,
  status: Status,
  contacts: readonly Contact[] | null,
): void {
  takeErrors(gathered, facts, status.errors)
  const to = addressOf(status, contacts)
  for (const person of [to.person, to.member]) mention(gathered, facts, person)
  if (status.id === null) return
  const message = { wamid: status.id, phone_number_id: facts.phoneNumberId, party: to.party }
  takeUnseenMessage(gathered, facts, { ...message, is_group: to.isGroup })
  if (isPayment(status)) takePayment(gathered, facts, status, message)
  else takeDelivery(gathered, facts, status, { ...message, isGroup: to.isGroup, participant: bestMember(to.member) })
}

interface Address {
  readonly party: string
  readonly isGroup: boolean
  readonly person: Named
  /** The member of a group that it is about. */
  readonly member: Named
}

function addressOf(status: Status, contacts: readonly Contact[] | null): Address {
  const member: Named = {
    user: status.recipient_participant_user_id,
    phone: status.recipient_participant_id ?? status.participant_recipient_id,
    parent: status.recipient_participant_parent_user_id,
  }
  const isGroup = status.group_id !== null || status.recipient_type === 'group' || bestId(member) !== ''
  if (isGroup) return { party: status.group_id ?? status.recipient_id ?? '', isGroup, person: {}, member }
  const person: Named = {
    user: status.recipient_user_id ?? contacts?.[0]?.user_id,
    phone: status.recipient_id ?? contacts?.[0]?.wa_id,
    parent: status.recipient_parent_user_id ?? status.parent_recipient_user_id,
  }
  return { party: bestId(person), isGroup, person, member: {} }
}

/** The one of the three spellings that most statuses have: a phone number, else a user id. */
function bestMember({ phone, user, parent }: Named): string {
  return personId(phone)?.id ?? bestId({ user, parent })
}

interface Sent {
  readonly wamid: string
  readonly phone_number_id: string
  readonly party: string
}

/** Messages that were sent over the API are known by their statuses only. */
function takeUnseenMessage(gathered: Gathered, facts: Facts, sent: Sent & { readonly is_group: boolean }): void {
  gathered.messages.add({
    ...sent,
    waba_id: facts.wabaId,
    sender: null,
    direction: 'out',
    origin: 'status',
    type: null,
    content: null,
    errors: null,
    rank: sent.party === '' ? ranks.statusOfNobody : ranks.status,
    occurred_at: facts.occurredAt,
    event_id: facts.eventId,
  })
}

interface Delivered extends Sent {
  readonly isGroup: boolean
  readonly participant: string
}

function takeDelivery(gathered: Gathered, facts: Facts, status: Status, to: Delivered): void {
  const { isGroup, ...keys } = to
  const word = status.status ?? ''
  // A group message counts per member; of the message itself only that it failed.
  const counts = !isGroup || to.participant !== '' || word === 'failed'
  gathered.deliveries.add({
    ...keys,
    rank: rankOf(word),
    template_id: status.template_id,
    first_at: counts ? facts.occurredAt : null,
    last_at: facts.occurredAt,
  })
  gathered.timeline.add({
    event_id: facts.eventId,
    wamid: to.wamid,
    phone_number_id: to.phone_number_id,
    participant: to.participant,
    status: word,
    origin: 'live',
    details: detailsOf(status),
    occurred_at: facts.occurredAt,
  })
}

function detailsOf(status: Status): object | null {
  const { errors, conversation, biz_opaque_callback_data: data, template_id: template } = status
  const pricing = status.pricing ?? conversation?.pricing ?? null
  if (!errors && !pricing && !conversation && data === null && template === null) return null
  return compactObject({
    errors: errors && errors.length > 0 ? errors : null,
    pricing,
    conversation: conversation && { ...conversation, pricing: null },
    biz_opaque_callback_data: data,
    template_id: template,
  })
}

function isPayment({ type, payment }: Status): boolean {
  return type === 'payment' || payment !== null
}

function takePayment(gathered: Gathered, facts: Facts, { status, payment }: Status, sent: Sent): void {
  gathered.payments.add({
    ...sent,
    event_id: facts.eventId,
    reference_id: payment?.reference_id ?? '',
    status: status ?? '',
    details: payment && compactObject(payment),
    occurred_at: facts.occurredAt,
  })
}
