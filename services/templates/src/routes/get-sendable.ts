import { isoTime, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { sendable } from '../sendable/sendable.ts'
import { oneTemplate, templateParams, templateQuery } from './one-template.ts'

const answer = z.object({
  sendable: z.enum(['yes', 'no', 'unknown']),
  reason: z.string().describe('One word: approved, flagged, paused, rejected, never_seen, …'),
  detail: z.string().describe('The reason in words, with what Meta said'),
  since: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable().describe('When Meta ends a pause, or will disable the template'),
  at_risk: z.boolean().describe('Can be sent, but Meta may disable it soon'),
  what_to_do: z.string(),
})

/** `GET /v1/templates/{id}/sendable`: may it be sent now? A template that was never seen is unknown, not an error. */
export function getSendableRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'Whether a template can be sent: yes, no with the reason, or unknown',
      params: templateParams,
      querystring: templateQuery,
      response: { 200: answer },
    }
    app.get('/v1/templates/:id/sendable', { schema }, async ({ params: { id }, query: { waba_id } }) => {
      const row = await oneTemplate(store, id, waba_id)
      const { atRisk, whatToDo, since, until, ...rest } = sendable(row?.state ?? null)
      return { ...rest, since: isoTime(since), until: isoTime(until), at_risk: atRisk, what_to_do: whatToDo }
    })
  }
}
