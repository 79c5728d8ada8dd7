import { isoTime, notFound, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import type { TemplateEvent } from '../fact/template-event.ts'
import { newestEvents } from '../tables/events-table.ts'
import { oneTemplate, templateParams, templateQuery } from './one-template.ts'
import { templateItem, toItem } from './template-item.ts'

const query = templateQuery.extend({
  history: z.coerce.number().int().min(0).max(1000).default(100).describe('Events of the history, newest first'),
})

const historyItem = z.object({
  event_id: z.string(),
  field: z.string().describe("Meta's name of the webhook field"),
  occurred_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
  value: z.record(z.string(), z.unknown()).describe('What Meta sent'),
})

/** `GET /v1/templates/{id}`: what is known of one template, and its events. */
export function getTemplateRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'One template with its history',
      params: templateParams,
      querystring: query,
      response: { 200: templateItem.extend({ history: z.array(historyItem) }) },
    }
    app.get('/v1/templates/:id', { schema }, async ({ params: { id }, query: { waba_id, history } }) => {
      const row = await oneTemplate(store, id, waba_id)
      if (!row) throw notFound('No webhook has named this template.')
      const events = await newestEvents(store, { wabaId: row.state.waba_id, templateId: id }, history)
      return { ...toItem(row), history: events.map(toHistoryItem) }
    })
  }
}

function toHistoryItem({ event_id, field, occurred_at, received_at, value }: TemplateEvent) {
  const sent = Object.fromEntries(Object.entries(value).filter(([, property]) => property !== null))
  return { event_id, field, occurred_at: isoTime(occurred_at), received_at: isoTime(received_at), value: sent }
}
