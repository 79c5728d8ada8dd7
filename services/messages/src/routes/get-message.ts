import { notFound, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { findPeople } from '../people/find-person.ts'
import { messageView, peopleIn } from '../read/message-view.ts'
import { findMessages, readBeside } from '../read/rows-of-messages.ts'
import { messageSchema } from './message-schema.ts'

const params = z.object({ wamid: z.string().min(1).describe('Message id, percent-encoded') })

const query = z.object({
  phone_number_id: z.string().optional().describe('For an id that several business numbers know'),
})

const answer = messageSchema.extend({
  display_phone_number: z.string().nullable(),
  also_known_by: z.array(z.string()).describe('Other business numbers (phone_number_id) with a message of this id'),
})

/** `GET /v1/messages/{wamid}`: what a message says and what became of it. */
export function getMessageRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = { summary: 'One message', params, querystring: query, response: { 200: answer } }
    app.get('/v1/messages/:wamid', { schema }, async ({ params: { wamid }, query: { phone_number_id: number } }) => {
      const found = await findMessages(store, wamid)
      const message = found.find((one) => number === undefined || one.phone_number_id === number)
      if (!message) throw notFound('No webhook has told of this message, or it is not kept any more.')
      const beside = await readBeside(store, { phoneNumberId: message.phone_number_id, wamids: [wamid] })
      const people = await findPeople(store, peopleIn(beside))
      const others = found.filter((one) => one !== message).map((one) => one.phone_number_id)
      const { display_phone_number } = message
      return { ...messageView(message, beside, people), display_phone_number, also_known_by: others }
    })
  }
}
