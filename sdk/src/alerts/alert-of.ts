import type { Alert } from '@wabastream/schemas'
import { alertId } from './alert.ts'
import type { Told } from './incident.ts'

/** A state of an incident as a record of the topic of alerts. */
export function alertOf(service: string, { incident, state, silent, at, eventId, about }: Told): Alert {
  return {
    alert_id: alertId(incident.id, state),
    incident_id: incident.id,
    rule: incident.rule,
    state,
    severity: incident.severity,
    service,
    subject: incident.subject,
    waba_id: about.wabaId,
    phone_number: about.phoneNumber,
    template_id: about.templateId,
    template_name: about.templateName,
    title: about.title,
    detail: about.detail,
    occurred_at: at,
    opened_at: incident.openedAt,
    silent,
    source_topic: about.source?.topic ?? null,
    source_partition: about.source?.partition ?? null,
    source_offset: about.source ? Number(about.source.offset) : null,
    source_event_id: eventId,
  }
}
