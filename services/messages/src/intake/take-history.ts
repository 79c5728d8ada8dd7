import { fromHistory, rankOf } from '../delivery/state.ts'
import { personId } from '../people/person-id.ts'
import type { Facts, HistoryMessage, HistoryThread } from './event.ts'
import type { Gathered } from './gathered.ts'
import { bestId, mention, type Named } from './mention.ts'
import { ranks, takeMessage } from './take-message.ts'
import type { Direction } from './rows.ts'

/** The rows of one message of the chat history; the thread says who the person is. */
export function takeHistory(
  gathered: Gathered,
  facts: Facts,
  thread: HistoryThread,
  message: HistoryMessage | undefined,
): void {
  const { context } = thread
  const owner: Named = {
    user: context?.user_id,
    phone: context?.wa_id ?? thread.id,
    parent: context?.parent_user_id,
    profile: context?.username ? { username: context.username } : null,
  }
  mention(gathered, facts, owner)
  if (message === undefined) return
  const direction = directionOf(message, facts)
  const rank = message.type === 'media_placeholder' ? ranks.placeholder : ranks.history
  const person = message.group_id === null ? owner : senderOf(message)
  takeMessage(gathered, facts, { message, direction, origin: 'history', person, rank })
  if (direction === 'out') takeHistoryState(gathered, facts, message, message.group_id ?? bestId(owner))
}

function senderOf(message: HistoryMessage): Named {
  return { user: message.from_user_id, phone: message.from, parent: message.from_parent_user_id }
}

function directionOf({ from, to, to_user_id: toUser }: HistoryMessage, { displayNumber }: Facts): Direction {
  if (to !== null || toUser !== null) return 'out'
  return from !== null && personId(from)?.id === personId(displayNumber)?.id ? 'out' : 'in'
}

/** How far a message had come when the history was shared. Not counted in statistics: it happened before. */
function takeHistoryState(gathered: Gathered, facts: Facts, message: HistoryMessage, party: string): void {
  const told = message.history_context?.status
  if (!told) return
  const status = fromHistory(told)
  const keys = { wamid: message.id ?? facts.eventId, phone_number_id: facts.phoneNumberId, participant: '' }
  gathered.deliveries.add({
    ...keys,
    party,
    rank: rankOf(status),
    template_id: null,
    first_at: null,
    last_at: facts.occurredAt,
  })
  gathered.timeline.add({
    event_id: facts.eventId,
    ...keys,
    status,
    origin: 'history',
    details: null,
    occurred_at: facts.occurredAt,
  })
}
