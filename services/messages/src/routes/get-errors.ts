import { isoTime, page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { explain } from '../errors/explain.ts'
import { periodOf, periodQuery } from './period.ts'

const query = z.object({
  ...periodQuery,
  phone_number_id: z.string().optional().describe('Only of this number'),
  ...pageQuery(z.tuple([z.string(), z.int()])),
})

const item = z.object({
  phone_number_id: z.string(),
  code: z.int(),
  count: z.int().describe('Events that named it'),
  last_at: z.iso.datetime(),
  meaning: z.string(),
  what_to_do: z.string(),
})

interface Row {
  readonly phone_number_id: string
  readonly code: number
  readonly count: number
  readonly last_at: number
}

const sql = `
  select phone_number_id, code, count(*) as count, max(occurred_at) as last_at
  from reported_errors
  where occurred_at >= to_timestamp($1::double precision / 1000)
    and occurred_at < to_timestamp($2::double precision / 1000)
    and ($3::text is null or phone_number_id = $3)
    and ($4::text is null or (phone_number_id, code) > ($4, $5::integer))
  group by phone_number_id, code
  order by phone_number_id, code
  limit $6
`

/** `GET /v1/errors`: which errors Meta reported for which number, how often, and what to do about them. */
export function getErrorsRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = { summary: 'Errors by number and code', querystring: query, response: { 200: pageOf(item) } }
    app.get('/v1/errors', { schema }, async ({ query: asked }) => {
      const { from, to } = periodOf(asked)
      const [number = null, code = null] = asked.cursor ?? []
      const values = [from, to, asked.phone_number_id ?? null, number, code, asked.limit + 1]
      const rows = await store.query<Row>(sql, values)
      return page(rows, {
        limit: asked.limit,
        position: (row): [string, number] => [row.phone_number_id, row.code],
        item: (row) => {
          const { meaning, what_to_do } = explain(row)
          return { ...row, last_at: isoTime(row.last_at), meaning, what_to_do }
        },
      })
    })
  }
}
