import { isoTime, page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { deliveryStats, type Dimension, dimensions, type StatsPosition, type StatsRow } from '../read/delivery-stats.ts'
import { periodOf, periodQuery } from './period.ts'

const by = z
  .string()
  .default('number')
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .pipe(z.array(z.enum(dimensions, 'must be any of number, template and hour, separated by commas')))
  .describe('number, template, hour: any of them, separated by commas')

const query = z.object({
  by,
  ...periodQuery,
  phone_number_id: z.string().optional().describe('Only of this number'),
  template_id: z.string().optional().describe('Only of this template'),
  ...pageQuery(z.tuple([z.number(), z.string(), z.string()])),
})

const count = z.int()

const item = z.object({
  phone_number_id: z.string().optional(),
  display_phone_number: z.string().nullable().optional(),
  template_id: z.string().nullable().optional().describe('Null: the statuses named none'),
  hour: z.iso.datetime().optional(),
  total: count,
  sent: count.describe('Not delivered yet'),
  failed: count,
  delivered: count.describe('Not read yet'),
  read: count.describe('Not played yet'),
  played: count,
  other: count.describe('Only statuses that Meta does not document'),
  failure_rate: z.number().describe('failed / total'),
})

/**
 * `GET /v1/delivery-stats`: how many messages came how far. A message counts once, with the state that it has by now, in
 * the hour of its first status; of a message to a group each member counts.
 */
export function getDeliveryStatsRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = { summary: 'Counts of messages by state', querystring: query, response: { 200: pageOf(item) } }
    app.get('/v1/delivery-stats', { schema }, async ({ query: asked }) => {
      const { limit, cursor: after, phone_number_id: phoneNumberId, template_id: templateId } = asked
      const filters = { by: asked.by, ...periodOf(asked), phoneNumberId, templateId }
      const rows = await deliveryStats(store, { ...filters, after, limit: limit + 1 })
      return page(rows, { limit, position, item: (row) => itemOf(row, asked.by) })
    })
  }
}

const position = ({ hour, phone_number_id, template_id }: StatsRow): StatsPosition => [
  hour,
  phone_number_id,
  template_id,
]

function itemOf({ phone_number_id, display_phone_number, template_id, hour, ...counts }: StatsRow, apart: Dimension[]) {
  return {
    ...(apart.includes('number') ? { phone_number_id, display_phone_number } : {}),
    ...(apart.includes('template') ? { template_id: template_id === '' ? null : template_id } : {}),
    ...(apart.includes('hour') ? { hour: isoTime(hour) } : {}),
    ...counts,
    failure_rate: counts.failed / counts.total,
  }
}
