import type { Alert } from '@wabastream/schemas'
import { storable, timestamp, type Tx } from '@wabastream/sdk/store'
import type { Silence } from './silenced-by.ts'

export interface Arrival {
  readonly receivedAt: number
  readonly silencedBy: Silence | null
}

export interface Kept {
  /** False: this state of the incident was kept before. */
  readonly isNew: boolean
  /** The alert that is the incident's latest state now. */
  readonly latestAlertId: string
}

/**
 * Keeps an alert, and the incident's latest state: the newest by (occurred_at, open before resolved, alert_id), whatever
 * the order in which alerts come. The incident stays locked until the transaction ends.
 */
export async function keepAlert(tx: Tx, alert: Alert, { receivedAt, silencedBy }: Arrival): Promise<Kept> {
  const { alert_id: id, incident_id: incident, state } = alert
  const occurredAt = timestamp(alert.occurred_at)
  await tx.query(
    `insert into alert_incidents as known (incident_id, alert_id, state, severity, rule, waba_id, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (incident_id) do update set alert_id = excluded.alert_id, state = excluded.state,
       severity = excluded.severity, rule = excluded.rule, waba_id = excluded.waba_id, occurred_at = excluded.occurred_at
     where (excluded.occurred_at, excluded.state, excluded.alert_id) > (known.occurred_at, known.state, known.alert_id)`,
    [incident, id, state, alert.severity, storable(alert.rule), storable(alert.waba_id), occurredAt],
  )
  const kept = await tx.query(
    `insert into alert_states (alert_id, incident_id, state, occurred_at, received_at, silenced_by, record)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning alert_id`,
    [id, incident, state, occurredAt, timestamp(receivedAt), silencedBy, JSON.stringify(alert)],
  )
  const [latest] = await tx.query<{ alert_id: string }>('select alert_id from alert_incidents where incident_id = $1', [
    incident,
  ])
  return { isNew: kept.length > 0, latestAlertId: latest?.alert_id ?? id }
}
