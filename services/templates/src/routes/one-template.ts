import { Problem } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { rowsOfTemplate } from '../tables/find-templates.ts'
import type { TemplateRow } from '../tables/templates-table.ts'

/** The id in the path of a route about one template. */
export const templateParams = z.object({
  id: z
    .string()
    .regex(/^\d{1,40}$/, 'must be digits')
    .describe("Meta's id of the template"),
})

/** Which account, if more than one has that id. */
export const templateQuery = z.object({
  waba_id: z.string().min(1).optional().describe('Needed only when several accounts have a template of this id'),
})

/**
 * The row of a template; null: never seen. Meta's ids are unique, but a webhook from the test button of the app dashboard may
 * name any, so a route never guesses which account is meant.
 * @throws Problem 409 when several accounts have the id and none was named.
 */
export async function oneTemplate(
  store: Queryable,
  id: string,
  wabaId: string | undefined,
): Promise<TemplateRow | null> {
  const rows = await rowsOfTemplate(store, id, wabaId)
  if (rows.length > 1) {
    const accounts = rows.map(({ state }) => state.waba_id).join(', ')
    throw new Problem(409, `Several accounts have this template id: ask again with waba_id, one of ${accounts}.`)
  }
  return rows[0] ?? null
}
