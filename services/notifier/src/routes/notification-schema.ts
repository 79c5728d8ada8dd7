import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'
import { statuses, type Status } from '../notifications/status.ts'

const time = z.iso.datetime()

/** A notification as the API gives it. */
export const notificationSchema = z
  .object({
    alert_id: z.string(),
    incident_id: z.string(),
    state: z.string().describe('open: of the incident; resolved: of its end'),
    destination: z.string().describe('Its name in the file of destinations'),
    replay_id: z.string().nullable().describe('The replay that asked for it once more'),
    status: z
      .enum(statuses)
      .describe(
        'pending: the consumer sends it, now, over a retry topic, or when its dead letter is sent again; held: waits for due_at; ' +
          'sending; sent: taken (2xx); failed: refused, or away for too long; dropped: no longer worth sending',
      ),
    reason: z.string().nullable().describe('Why it was not sent'),
    attempts: z.number(),
    http_status: z.number().nullable().describe('Of the last answer'),
    due_at: time.nullable().describe('End of the quiet period, or time of the next attempt after it'),
    created_at: time,
    changed_at: time,
    sent_at: time.nullable(),
  })
  .meta({ id: 'Notification', description: 'What one destination is told of one alert' })

/** A row of the table, as it is read for the API. */
export interface NotificationRow {
  readonly alert_id: string
  readonly incident_id: string
  readonly state: string
  readonly destination: string
  readonly replay_id: string | null
  readonly status: Status
  readonly reason: string | null
  readonly attempts: number
  readonly http_status: number | null
  readonly due_at: number | null
  readonly created_at: number
  readonly changed_at: number
  readonly sent_at: number | null
  readonly position: number
}

/** The columns of a row. */
export const notificationColumns = `alert_id, incident_id, state, destination, nullif(run, '') as replay_id, status, reason,
  attempts, http_status, due_at, created_at, changed_at, sent_at, position`

/** A row as an item of the API. */
export function notificationItem({
  position: _position,
  ...row
}: NotificationRow): z.output<typeof notificationSchema> {
  const { due_at, created_at, changed_at, sent_at } = row
  return {
    ...row,
    due_at: isoTime(due_at),
    created_at: isoTime(created_at),
    changed_at: isoTime(changed_at),
    sent_at: isoTime(sent_at),
  }
}
