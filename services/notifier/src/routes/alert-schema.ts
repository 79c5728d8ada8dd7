import type { Alert } from '@wabastream/schemas'
import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'

const time = z.iso.datetime()

/** An alert as the API gives it: the record of waba.alerts.v1. */
export const alertSchema = z
  .object({
    alert_id: z.string().describe('Hash of incident and state; the webhook-id of its notifications'),
    incident_id: z.string(),
    rule: z.string(),
    state: z.string().describe('open or resolved'),
    severity: z.string().describe('info, warning or critical'),
    service: z.string().describe('The service that raised it'),
    subject: z.string().describe('What the incident is about, as the rule counts it'),
    waba_id: z.string().nullable(),
    phone_number: z.string().nullable().describe('Display phone number of the business, digits only'),
    template_id: z.string().nullable(),
    template_name: z.string().nullable(),
    title: z.string(),
    detail: z.string().describe('What happened and what to do'),
    occurred_at: time.describe('Time of the event that led to this state'),
    opened_at: time.nullable().describe('Time of the event that opened the incident'),
    silent: z.boolean().describe('Raised without notifying anyone: from a replay, or too old'),
    source_topic: z.string().nullable(),
    source_partition: z.number().nullable(),
    source_offset: z.number().nullable(),
    source_event_id: z.string().nullable(),
  })
  .meta({ id: 'Alert', description: 'One state of an incident' })

/** An alert as an item of the API. */
export function alertItem(alert: Alert): z.output<typeof alertSchema> {
  return { ...alert, occurred_at: isoTime(alert.occurred_at), opened_at: isoTime(alert.opened_at) }
}
