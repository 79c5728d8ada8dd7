import { notFound, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { digits } from '../reading/digits.ts'
import type { NumberState } from '../state/number-state.ts'
import { historyOfNumber } from '../tables/find-history.ts'
import { findState } from '../tables/states-table.ts'
import { historyItem, historyQuery, toHistoryItem } from './history-item.ts'
import { numberItem, toNumberItem } from './number-item.ts'

const params = z.object({
  phone_number: z.string().describe('Display phone number; all but its digits is ignored'),
})

/** `GET /v1/numbers/{phone_number}`: what is known of one number, and its events. */
export function getNumberRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'One number with its history',
      params,
      querystring: historyQuery,
      response: { 200: numberItem.extend({ history: z.array(historyItem) }) },
    }
    app.get('/v1/numbers/:phone_number', { schema }, async ({ params: { phone_number: asked }, query }) => {
      const id = digits(asked)
      const row = id === null ? null : await findState<NumberState>(store, { kind: 'number', id })
      if (row === null || id === null) throw notFound('No webhook has named this number.')
      const events = await historyOfNumber(store, id, query.history)
      return { ...toNumberItem(row), history: events.map(toHistoryItem) }
    })
  }
}
