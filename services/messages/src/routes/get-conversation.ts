import { badRequest, notFound, page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { describePerson } from '../people/describe-person.ts'
import { findPeople } from '../people/find-person.ts'
import { personId } from '../people/person-id.ts'
import { findConversation, type Position } from '../read/find-conversation.ts'
import { besideOf, messageView, peopleIn } from '../read/message-view.ts'
import { readBeside } from '../read/rows-of-messages.ts'
import { messageSchema } from './message-schema.ts'

const params = z.object({
  key: z
    .string()
    .describe('<phone_number_id>:<party>, as the key on the topic; the party is any id of the person, or a group'),
})

const person = z.object({
  name: z.string().nullable(),
  username: z.string().nullable(),
  user_ids: z.array(z.string()).describe('Business-scoped, parent ids included; old ones too'),
  phone_numbers: z.array(z.string()).describe('As Meta wrote them; old ones too'),
})

const answer = pageOf(messageSchema).extend({
  phone_number_id: z.string(),
  person: person.nullable().describe('Null for a group'),
})

/** `GET /v1/conversations/{key}`: what a business number and a person, or a group, wrote to each other, newest first. */
export function getConversationRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const querystring = z.object(pageQuery(z.tuple([z.number(), z.string()])))
    const schema = { summary: 'One conversation, newest message first', params, querystring, response: { 200: answer } }
    app.get('/v1/conversations/:key', { schema }, async ({ params: { key }, query: { limit, cursor: after } }) => {
      const { phoneNumberId, party } = readKey(key)
      const held = (await findPeople(store, [party])).idsOf(party)
      const rows = await findConversation(store, { phoneNumberId, held, after, limit: limit + 1 })
      if (rows.length === 0 && after === undefined)
        throw notFound('This number and this party have no messages that are kept.')
      const beside = await readBeside(store, { phoneNumberId, wamids: rows.map(({ wamid }) => wamid) })
      const people = await findPeople(store, peopleIn(beside))
      const messages = page(rows, {
        limit,
        position: ({ occurred_at, wamid }): Position => [occurred_at, wamid],
        item: (row) => messageView(row, besideOf(beside, row.wamid), people),
      })
      return { ...messages, phone_number_id: phoneNumberId, person: await describePerson(store, held) }
    })
  }
}

function readKey(key: string): { readonly phoneNumberId: string; readonly party: string } {
  const colon = key.indexOf(':')
  const party = colon < 0 ? null : personId(key.slice(colon + 1))
  if (party === null) throw badRequest('The key of a conversation is <phone_number_id>:<party>.')
  return { phoneNumberId: key.slice(0, colon), party: party.id }
}
