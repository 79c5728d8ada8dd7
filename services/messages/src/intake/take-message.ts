import { personId } from '../people/person-id.ts'
import { compactObject, contentOf } from './content.ts'
import type { Echo, Facts, HistoryMessage, Message } from './event.ts'
import type { Gathered } from './gathered.ts'
import { bestId, mention, type Named, replaceId } from './mention.ts'
import type { Direction, Origin } from './rows.ts'

/** What all kinds of messages have, and who they were exchanged with. */
export interface Taken {
  readonly message: Message | Echo | HistoryMessage
  readonly direction: Direction
  readonly origin: Origin
  /** The person on the other side; of a message to a group, its sender. */
  readonly person: Named
  /** How much the row tells. */
  readonly rank: number
}

/** Ranks of what is known of a message: the highest describes it. */
export const ranks = {
  statusOfNobody: -1,
  status: 0,
  placeholder: 1,
  history: 2,
  historyMedia: 3,
  echo: 4,
  live: 5,
} as const

/** The rows of one message, and of what it does to others: reactions, edits, revokes and changes of ids. */
export function takeMessage(gathered: Gathered, facts: Facts, taken: Taken): void {
  const { message, direction, origin, person, rank } = taken
  const party = message.group_id ?? bestId(person)
  const sender = message.group_id && direction === 'in' ? bestId(person) : null
  takePerson(gathered, facts, taken)
  gathered.messages.add({
    wamid: message.id ?? facts.eventId,
    phone_number_id: facts.phoneNumberId,
    waba_id: facts.wabaId,
    party,
    sender,
    is_group: message.group_id !== null,
    direction,
    origin,
    type: message.type,
    content: contentOf(message, facts.unmapped),
    errors: message.errors && compactErrors(message.errors),
    rank,
    occurred_at: facts.occurredAt,
    event_id: facts.eventId,
  })
  takeReaction(gathered, facts, taken, { party, sender })
  takeChange(gathered, facts, taken, { party, sender })
}

function compactErrors(errors: readonly object[]): object | null {
  return errors.length === 0 ? null : errors.map(compactObject)
}

/** A change of a person's ids belongs to the new ones; just before it, the old ones were theirs. */
function takePerson(gathered: Gathered, facts: Facts, { message, person }: Taken): void {
  const system = 'system' in message ? message.system : null
  const after: Named = {
    user: system?.user_id,
    phone: system?.wa_id ?? system?.new_wa_id,
    parent: system?.parent_user_id,
  }
  const before: Named = system ? { ...person, phone: person.phone ?? system.customer } : person
  const isChange = [after.user, after.phone, after.parent].some((id) => personId(id) !== null)
  mention(gathered, facts, before, isChange ? facts.occurredAt - 1 : facts.occurredAt)
  if (!isChange) return
  mention(gathered, facts, after)
  replaceId(gathered, facts, before.user, after.user)
  replaceId(gathered, facts, before.phone, after.phone)
  replaceId(gathered, facts, before.parent, after.parent)
  // Without ids of one kind on both sides nothing else would hold the two together.
  replaceId(gathered, facts, bestId(before), bestId(after))
}

interface Parties {
  readonly party: string
  readonly sender: string | null
}

/** The business reacts under this name. */
export const business = 'business'

function takeReaction(gathered: Gathered, facts: Facts, { message, direction }: Taken, parties: Parties): void {
  const { reaction } = message
  if (!reaction?.message_id) return
  gathered.reactions.add({
    wamid: reaction.message_id,
    phone_number_id: facts.phoneNumberId,
    reactor: direction === 'out' ? business : (parties.sender ?? parties.party),
    party: parties.party,
    emoji: reaction.emoji || null,
    occurred_at: facts.occurredAt,
    event_id: facts.eventId,
  })
}

function takeChange(gathered: Gathered, facts: Facts, { message }: Taken, parties: Parties): void {
  const target = message.edit?.original_message_id ?? message.revoke?.original_message_id
  if (!target) return
  gathered.changes.add({
    event_id: facts.eventId,
    wamid: target,
    phone_number_id: facts.phoneNumberId,
    kind: message.edit ? 'edit' : 'revoke',
    ...parties,
    content: message.edit?.message ? contentOf(message.edit.message, {}) : null,
    occurred_at: facts.occurredAt,
  })
}
