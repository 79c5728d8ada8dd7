import type { Alert } from '@wabastream/schemas'
import type { Consumed } from '@wabastream/sdk/consumer'
import { timestamp, type Tx } from '@wabastream/sdk/store'
import { keepAlert } from '../alerts/keep-alert.ts'
import { silencedBy } from '../alerts/silenced-by.ts'
import type { Destination } from '../destinations/destination.ts'
import { openingTold } from './opening-told.ts'
import { plan, type Planned } from './plan.ts'

/** '' for what comes by itself; the id of a replay that wants all effects again has notifications of its own. */
export function runOf({ replay }: Consumed<Alert>): string {
  return replay?.effects === 'again' ? replay.id : ''
}

/**
 * Keeps an alert and writes down who is to be told, in one transaction. An alert that was seen before plans nothing, nor
 * does one that is not its incident's latest state. A resolved incident drops openings that nobody has seen.
 */
export async function planNotifications(
  tx: Tx,
  event: Consumed<Alert>,
  destinations: readonly Destination[],
  nowMs: number,
): Promise<void> {
  const { replay: _replay, source: _source, ...alert } = event
  const silence = silencedBy(event, nowMs)
  const run = runOf(event)
  const { isNew, latestAlertId } = await keepAlert(tx, alert, { receivedAt: nowMs, silencedBy: silence })
  if (latestAlertId !== alert.alert_id) return
  const told = alert.state === 'open' ? new Map() : await openingTold(tx, alert.incident_id, nowMs)
  if (alert.state !== 'open') await dropUnseenOpenings(tx, alert.incident_id, nowMs)
  if (silence !== null || (!isNew && run === '')) return
  for (const planned of plan({ alert, destinations, told, nowMs })) await insert(tx, { alert, run, planned, nowMs })
}

async function dropUnseenOpenings(tx: Tx, incident: string, nowMs: number): Promise<void> {
  await tx.query(
    `update notifications set status = 'dropped', reason = 'the incident was over before it was sent', changed_at = $2
     where incident_id = $1 and state = 'open' and status in ('pending', 'held')`,
    [incident, timestamp(nowMs)],
  )
}

interface Insertion {
  readonly alert: Alert
  readonly run: string
  readonly planned: Planned
  readonly nowMs: number
}

async function insert(tx: Tx, { alert, run, planned, nowMs }: Insertion): Promise<void> {
  const { destination, dueAt } = planned
  await tx.query(
    `insert into notifications
       (alert_id, destination, run, incident_id, state, severity, status, due_at, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict do nothing`,
    [
      alert.alert_id,
      destination,
      run,
      alert.incident_id,
      alert.state,
      alert.severity,
      dueAt === null ? 'pending' : 'held',
      timestamp(dueAt),
      timestamp(nowMs),
    ],
  )
}
