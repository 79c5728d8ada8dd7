import type { Alert } from '@wabastream/schemas'
import { page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import { timestamp, type Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { severities, states } from '../destinations/destination.ts'
import { alertItem, alertSchema } from './alert-schema.ts'
import { parameter } from './parameter.ts'

/** Time (before the year 10000) and id of an item: the order of the list. */
const position = z.tuple([z.int().min(0).max(253_402_300_799_999), parameter])

const querystring = z.object({
  state: z.enum(states).optional().describe('Only incidents that are in this state now'),
  severity: z.enum(severities).optional(),
  waba_id: parameter.optional(),
  rule: parameter.optional(),
  ...pageQuery(position),
})

interface Row {
  readonly incident_id: string
  readonly occurred_at: number
  readonly record: Alert
}

/** `GET /v1/alerts`: each incident once, in its latest state, newest first. */
export function listAlertsRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const summary = 'Incidents, each by the alert of its latest state, newest first'
    app.get(
      '/v1/alerts',
      { schema: { summary, querystring, response: { 200: pageOf(alertSchema) } } },
      async ({ query }) => {
        const { state, severity, waba_id: wabaId, rule, limit, cursor } = query
        const [occurredAt, incident] = cursor ?? [null, null]
        const rows = await store.query<Row>(
          `select i.incident_id, i.occurred_at, a.record
         from alert_incidents i join alert_states a using (alert_id)
         where ($1::text is null or i.state = $1) and ($2::text is null or i.severity = $2)
           and ($3::text is null or i.waba_id = $3) and ($4::text is null or i.rule = $4)
           and ($5::timestamptz is null or (i.occurred_at, i.incident_id) < ($5, $6))
         order by i.occurred_at desc, i.incident_id desc limit $7`,
          [state ?? null, severity ?? null, wabaId ?? null, rule ?? null, timestamp(occurredAt), incident, limit + 1],
        )
        return page(rows, {
          limit,
          position: (row) => [row.occurred_at, row.incident_id],
          item: ({ record }) => alertItem(record),
        })
      },
    )
  }
}
