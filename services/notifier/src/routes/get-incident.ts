import type { Alert } from '@wabastream/schemas'
import { isoTime, notFound, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { alertItem, alertSchema } from './alert-schema.ts'
import {
  notificationColumns,
  notificationItem,
  notificationSchema,
  type NotificationRow,
} from './notification-schema.ts'
import { parameter } from './parameter.ts'

const silences = ['silent', 'replay', 'old'] as const

const stateSchema = z.object({
  alert: alertSchema,
  received_at: z.iso.datetime().describe('When it was read here'),
  silenced_by: z
    .enum(silences)
    .nullable()
    .describe(
      'Why nobody was notified: silent: the alert says so; replay: read again by a replay; old: older than 24 h when it was read',
    ),
})

const incidentSchema = z.object({
  incident_id: z.string(),
  state: z.string().describe('The latest one'),
  alerts: z.array(stateSchema).describe('All states, oldest first'),
  notifications: z.array(notificationSchema).describe('Oldest first'),
})

const params = z.object({ id: parameter.describe('incident_id of an alert') })

interface StateRow {
  readonly record: Alert
  readonly received_at: number
  readonly silenced_by: (typeof silences)[number] | null
  readonly latest_state: string
}

/** `GET /v1/incidents/{id}`: all states of an incident, and who was told. */
export function getIncidentRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const summary = 'One incident: its states, and who was notified'
    const schema = { summary, params, response: { 200: incidentSchema } }
    app.get('/v1/incidents/:id', { schema }, async ({ params: { id } }) => {
      const [states, notifications] = await Promise.all([
        store.query<StateRow>(
          `select a.record, a.received_at, a.silenced_by, i.state as latest_state
           from alert_states a join alert_incidents i using (incident_id)
           where incident_id = $1 order by a.occurred_at, a.state`,
          [id],
        ),
        store.query<NotificationRow>(
          `select ${notificationColumns} from notifications where incident_id = $1 order by position`,
          [id],
        ),
      ])
      const [first] = states
      if (!first) throw notFound('There is no incident with this id, or it was forgotten (NOTIFICATIONS_DAYS).')
      return {
        incident_id: id,
        state: first.latest_state,
        alerts: states.map(({ record, received_at, silenced_by }) => ({
          alert: alertItem(record),
          received_at: isoTime(received_at),
          silenced_by,
        })),
        notifications: notifications.map(notificationItem),
      }
    })
  }
}
