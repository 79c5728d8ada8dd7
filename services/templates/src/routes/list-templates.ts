import { page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { findTemplates } from '../tables/find-templates.ts'
import { templateItem, toItem } from './template-item.ts'

const word = (description: string) => z.string().min(1).optional().describe(description)

const query = z.object({
  waba_id: word('Only of this account'),
  status: word("Meta's word: APPROVED, REJECTED, PAUSED, …"),
  sendable: z.enum(['yes', 'no', 'unknown']).optional(),
  category: word('MARKETING, UTILITY or AUTHENTICATION'),
  quality_score: word('GREEN, YELLOW, RED or UNKNOWN'),
  name: word('Exactly this name'),
  language: word('Exactly this language, for example en_US'),
  ...pageQuery(z.tuple([z.string(), z.string()])),
})

/** `GET /v1/templates`: all that were ever named by a webhook, deleted ones included, in the order of their ids. */
export function listTemplatesRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'Templates with status, quality, category and whether they can be sent',
      querystring: query,
      response: { 200: pageOf(templateItem) },
    }
    app.get('/v1/templates', { schema }, async ({ query: asked }) => {
      const rows = await findTemplates(store, asked)
      return page(rows, {
        limit: asked.limit,
        position: ({ state }): [string, string] => [state.waba_id, state.template_id],
        item: toItem,
      })
    })
  }
}
