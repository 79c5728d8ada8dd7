import type { Publisher } from '@wabastream/sdk/consumer'
import { badRequest, type ApiServer } from '@wabastream/sdk/http'
import type { Store } from '@wabastream/sdk/store'
import { z } from 'zod'
import { deletePerson } from '../people/delete-person.ts'
import { personId } from '../people/person-id.ts'

const params = z.object({ id: z.string().min(1).describe('Business-scoped user id, parent id or phone number') })

const answer = z.object({ deleted: z.record(z.string(), z.int()).describe('Rows by table; all 0 for nobody') })

/** `DELETE /v1/people/{id}`: forgets a person. The same again does nothing, and is audited likewise. */
export function deletePersonRoute(store: Store, publisher: Publisher): (app: ApiServer) => void {
  return (app) => {
    const schema = { summary: 'Forget a person', params, response: { 200: answer } }
    app.delete('/v1/people/:id', { schema }, async ({ params: { id } }) => {
      const person = personId(id)
      if (person === null) throw badRequest('An id of a person is needed.')
      return { deleted: { ...(await deletePerson(store, publisher, person.id)) } }
    })
  }
}
