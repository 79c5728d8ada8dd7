import { page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { statuses } from '../notifications/status.ts'
import {
  notificationColumns,
  notificationItem,
  notificationSchema,
  type NotificationRow,
} from './notification-schema.ts'
import { parameter } from './parameter.ts'

const position = z.int().min(1)

const querystring = z.object({
  destination: parameter.optional(),
  status: z.enum(statuses).optional(),
  incident_id: parameter.optional(),
  ...pageQuery(position),
})

/** `GET /v1/notifications`: what was sent to whom, or why not, newest first. */
export function listNotificationsRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'Notifications, newest first',
      querystring,
      response: { 200: pageOf(notificationSchema) },
    }
    app.get('/v1/notifications', { schema }, async ({ query }) => {
      const { destination, status, incident_id: incident, limit, cursor } = query
      const rows = await store.query<NotificationRow>(
        `select ${notificationColumns} from notifications
         where ($1::text is null or destination = $1) and ($2::text is null or status = $2)
           and ($3::text is null or incident_id = $3) and ($4::bigint is null or position < $4)
         order by position desc limit $5`,
        [destination ?? null, status ?? null, incident ?? null, cursor ?? null, limit + 1],
      )
      return page(rows, { limit, position: (row) => row.position, item: notificationItem })
    })
  }
}
