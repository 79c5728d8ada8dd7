import { timestamp, type Queryable, type Tx } from '../store/index.ts'
import type { Incident } from './incident.ts'
import type { Track } from './signals-table.ts'

const columns = `incident_id as id, rule, subject, state, severity, opener, opened_at as "openedAt",
  resolved_at as "resolvedAt", ends_at as "endsAt", ends_by as "endsBy", silent, merged, about`

/** Until the transaction ends, no other one decides about this rule and subject. */
export async function lockTrack(tx: Tx, service: string, { rule, subject }: Track): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [JSON.stringify([service, rule, subject])])
}

/** Those that opened at that time or later, in the order in which they were first published. */
export async function incidentsSince(tx: Tx, { rule, subject }: Track, openedAt: number): Promise<readonly Incident[]> {
  return tx.query<Incident>(
    `select ${columns} from incidents where rule = $1 and subject = $2 and opened_at >= $3 order by position`,
    [rule, subject, timestamp(openedAt)],
  )
}

/** Open ones that time has ended. */
export async function dueIncidents(store: Queryable, now: number, limit: number): Promise<readonly Incident[]> {
  return store.query<Incident>(
    `select ${columns} from incidents where state = 'open' and ends_at <= $1 order by ends_at limit $2`,
    [timestamp(now), limit],
  )
}

export async function findIncident(tx: Tx, id: string): Promise<Incident | undefined> {
  const [incident] = await tx.query<Incident>(`select ${columns} from incidents where incident_id = $1`, [id])
  return incident
}

/** Writes an incident, new or not. */
export async function putIncident(tx: Tx, incident: Incident): Promise<void> {
  await tx.query(
    `insert into incidents (incident_id, rule, subject, state, severity, opener, opened_at, resolved_at, ends_at,
       ends_by, silent, merged, about)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (incident_id) do update set state = excluded.state, severity = excluded.severity,
       opened_at = excluded.opened_at, resolved_at = excluded.resolved_at, ends_at = excluded.ends_at,
       ends_by = excluded.ends_by, merged = excluded.merged`,
    [
      incident.id,
      incident.rule,
      incident.subject,
      incident.state,
      incident.severity,
      incident.opener,
      timestamp(incident.openedAt),
      timestamp(incident.resolvedAt),
      timestamp(incident.endsAt),
      incident.endsBy,
      incident.silent,
      incident.merged,
      incident.about,
    ],
  )
}
