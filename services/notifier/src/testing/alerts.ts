import { randomUUID } from 'node:crypto'
import type { Alert } from '@wabastream/schemas'
import { alertId, incidentId } from '@wabastream/sdk/alerts'

/** The alert that opens an incident of its own, now. */
export function anOpening(changes: Partial<Alert> = {}): Alert {
  const openedBy = `change_${randomUUID()}`
  const incident = incidentId('template-paused', 'template 594425479261596', openedBy)
  const now = Date.now()
  return {
    alert_id: alertId(incident, 'open'),
    incident_id: incident,
    rule: 'template-paused',
    state: 'open',
    severity: 'warning',
    service: 'templates',
    subject: 'template 594425479261596',
    waba_id: '102290129340398',
    phone_number: '15550000001',
    template_id: '594425479261596',
    template_name: 'order_update',
    title: 'Template order_update is paused',
    detail: 'Meta paused it for 3 hours because of low quality. Send less of it, and change its text.',
    occurred_at: now,
    opened_at: now,
    silent: false,
    source_topic: 'waba.message-template-status-update.v1',
    source_partition: 1,
    source_offset: 12,
    source_event_id: openedBy,
    ...changes,
  }
}

/** The alert that ends it, a second later. */
export function theEndOf(opening: Alert, changes: Partial<Alert> = {}): Alert {
  return {
    ...opening,
    alert_id: alertId(opening.incident_id, 'resolved'),
    state: 'resolved',
    title: 'Template order_update is approved again',
    detail: 'It can be sent.',
    occurred_at: opening.occurred_at + 1000,
    ...changes,
  }
}
