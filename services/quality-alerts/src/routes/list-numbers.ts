import { page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { findNumbers } from '../tables/find-numbers.ts'
import { numberItem, toNumberItem } from './number-item.ts'

const flag = (description: string) => z.stringbool().optional().describe(description)

const query = z.object({
  waba_id: z.string().min(1).optional().describe('Only of this account'),
  flagged: flag('true: only those whose quality is low; false: only the others'),
  restricted: flag('true: only those with a restriction in force; false: only the others'),
  messaging_limit: z.string().min(1).optional().describe('Exactly this limit, for example TIER_2K'),
  ...pageQuery(z.tuple([z.string()])),
})

/** `GET /v1/numbers`: every number that a webhook has named, in the order of their digits. */
export function listNumbersRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'Numbers with limits, flags, restrictions and names',
      querystring: query,
      response: { 200: pageOf(numberItem) },
    }
    app.get('/v1/numbers', { schema }, async ({ query: asked }) => {
      const rows = await findNumbers(store, asked)
      return page(rows, {
        limit: asked.limit,
        position: ({ state }): [string] => [state.phone_number],
        item: toNumberItem,
      })
    })
  }
}
