import { timestamp, type Queryable } from '../store/index.ts'

const dayMs = 86_400_000

/** How long an incident and its signals are kept after its end, or a signal that belongs to none. */
export const keepMs = 400 * dayMs

/** Rows that one statement removes, and how often it is repeated at most. */
const batch = 500
const maxBatches = 50

/**
 * Drops what ended long ago, a bounded number of rows at a time. An incident goes together with its signals: half of
 * them would make another incident when an old event is replayed. Its last signal may have opened the next incident,
 * so it is left to the second step.
 */
export async function dropOld(store: Queryable, now: number): Promise<void> {
  const before = timestamp(now - keepMs)
  for (const statement of [incidentsWithSignals, signalsAlone])
    for (let count = 0; count < maxBatches; count++)
      if ((await store.query(statement, [before, batch])).length === 0) break
}

const incidentsWithSignals = `
  with old as (
    delete from incidents where incident_id in (
      select incident_id from incidents where state = 'resolved' and resolved_at < $1 order by resolved_at limit $2)
    returning rule, subject, opened_at, resolved_at),
  theirs as (
    delete from signals using old
    where signals.rule = old.rule and signals.subject = old.subject
      and signals.occurred_at >= old.opened_at and signals.occurred_at < old.resolved_at)
  select from old`

const signalsAlone = `
  delete from signals where ctid in (
    select signals.ctid from signals
    where occurred_at < $1 and not exists (
      select from incidents
      where incidents.rule = signals.rule and incidents.subject = signals.subject
        and incidents.opened_at <= signals.occurred_at)
    limit $2)
  returning true`
