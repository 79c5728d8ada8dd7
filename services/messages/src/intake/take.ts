import { type Facts, factsOf, type Incoming, type Value } from './event.ts'
import type { Gathered } from './gathered.ts'
import { mention, mentionContacts, replaceId } from './mention.ts'
import { takeErrors } from './take-errors.ts'
import { takeHistory } from './take-history.ts'
import { ranks, takeMessage } from './take-message.ts'
import { takeStatus } from './take-status.ts'

/** Adds the rows that one event comes to. Pure: the same event gives the same rows, whatever came before. */
export function take(gathered: Gathered, event: Incoming): void {
  const facts = factsOf(event)
  const value: Value = event.value
  takeNumber(gathered, facts)
  mentionContacts(gathered, facts, value.contacts)
  takeErrors(gathered, facts, value.errors)
  takeMessages(gathered, facts, value, event.field === 'history')
  for (const status of value.statuses ?? []) takeStatus(gathered, facts, status, value.contacts)
  for (const chunk of value.history ?? []) {
    takeErrors(gathered, facts, chunk.errors)
    for (const thread of chunk.threads ?? []) takeHistory(gathered, facts, thread, thread.messages?.[0])
  }
  for (const { wa_id: phone, user_id: user, parent_user_id: parent } of value.user_id_update ?? []) {
    mention(gathered, facts, { user: user?.current, phone, parent: parent?.current })
    replaceId(gathered, facts, user?.previous, user?.current)
    replaceId(gathered, facts, parent?.previous, parent?.current)
  }
}

function takeNumber(gathered: Gathered, { phoneNumberId, wabaId, displayNumber }: Facts): void {
  if (phoneNumberId === '') return
  gathered.numbers.add({ phone_number_id: phoneNumberId, waba_id: wabaId, display_phone_number: displayNumber })
}

function takeMessages(gathered: Gathered, facts: Facts, value: Value, isHistory: boolean): void {
  for (const message of value.messages ?? []) {
    const { from: phone, from_user_id: user, from_parent_user_id: parent } = message
    const contact = value.contacts?.[0]
    takeMessage(gathered, facts, {
      message,
      direction: 'in',
      origin: isHistory ? 'history' : 'live',
      person: { user: user ?? contact?.user_id, phone: phone ?? contact?.wa_id, parent },
      rank: isHistory ? ranks.historyMedia : ranks.live,
    })
  }
  for (const message of value.message_echoes ?? []) {
    const { to: phone, to_user_id: user, to_parent_user_id: parent } = message
    takeMessage(gathered, facts, {
      message,
      direction: 'out',
      origin: isHistory ? 'history' : 'echo',
      person: { user, phone, parent },
      rank: isHistory ? ranks.historyMedia : ranks.echo,
    })
  }
}
