import type { Alert } from '@wabastream/schemas'

/** An alert as CloudEvents 1.0 in JSON: what an endpoint of kind https gets. The id is that of the alert, and of the webhook. */
export function cloudEvent(alert: Alert): object {
  return {
    specversion: '1.0',
    id: alert.alert_id,
    type: `wabastream.alert.${alert.state}`,
    source: alert.waba_id === null ? `/services/${alert.service}` : `/waba/${alert.waba_id}`,
    subject: alert.incident_id,
    time: new Date(alert.occurred_at).toISOString(),
    datacontenttype: 'application/json',
    data: alert,
  }
}
