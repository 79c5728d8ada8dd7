import { isoTime, page, pageOf, pageQuery, type ApiServer } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { z } from 'zod'
import { findSecurityEvents } from '../history/find-security-events.ts'
import { digits } from '../two-step/digits.ts'

const moment = (description: string) =>
  z.iso
    .datetime({ offset: true, error: 'must be a time like 2026-01-31T12:00:00Z' })
    .transform((text) => Date.parse(text))
    .optional()
    .describe(description)

const query = z.object({
  waba_id: z.string().min(1).optional().describe('Only of this account'),
  phone_number: z
    .string()
    .transform((text, context) => digits(text) ?? (context.addIssue('must hold digits'), z.NEVER))
    .optional()
    .describe('Only of this display phone number; all but its digits is ignored'),
  event: z.string().min(1).optional().describe("Meta's name of the event, such as PIN_CHANGED"),
  from: moment('Not before this time (ISO 8601 with zone)'),
  to: moment('Before this time (ISO 8601 with zone)'),
  // Newest first: time and id of the last event.
  ...pageQuery(z.tuple([z.number(), z.string()])),
})

const item = z.object({
  event_id: z.string(),
  event: z.string().nullable().describe("Meta's name: PIN_RESET_REQUEST, PARTNER_APP_UNINSTALLED, …"),
  step: z
    .enum(['asked', 'disabled', 'changed'])
    .nullable()
    .describe('What happened to the two-step code: asked to turn it off, turned off, changed'),
  takeover: z.boolean().describe('Asked and done within 24 hours: this event is a part of that'),
  waba_id: z.string().nullable(),
  phone_number: z.string().nullable(),
  requester: z.string().nullable().describe('User who asked; Meta does not tell who turned a code off'),
  partner_id: z.string().nullable().describe('Business portfolio of the partner'),
  app_id: z.string().nullable(),
  reason: z.string().nullable().describe('Why a number was disconnected'),
  initiated_by: z.string().nullable(),
  occurred_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
})

/** `GET /v1/security-events`: the history of two-step codes, partners and apps, newest first. */
export function listSecurityEventsRoute(store: Queryable): (app: ApiServer) => void {
  return (app) => {
    const schema = {
      summary: 'History of two-step codes, partners and apps, newest first',
      querystring: query,
      response: { 200: pageOf(item) },
    }
    app.get('/v1/security-events', { schema }, async ({ query: asked }) => {
      const rows = await findSecurityEvents(store, asked)
      return page(rows, {
        limit: asked.limit,
        position: (row): [number, string] => [row.occurred_at, row.event_id],
        item: (row) => ({ ...row, occurred_at: isoTime(row.occurred_at), received_at: isoTime(row.received_at) }),
      })
    })
  }
}
