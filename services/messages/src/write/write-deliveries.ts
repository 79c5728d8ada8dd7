import type { Queryable } from '@wabastream/sdk/store'
import type { DeliveryRow } from '../intake/rows.ts'
import { rowsJson } from './rows-json.ts'

/**
 * One statement for the states and their statistics. A row that changes remembers what it was, so that the statistics
 * move exactly by the difference, also when two transactions meet at one row.
 */
const sql = `
  with r as (
    select j.*, to_timestamp(j.first_ms / 1000) as first_at, to_timestamp(j.last_ms / 1000) as last_at
    from json_to_recordset($1) as j(
      wamid text, phone_number_id text, participant text, party text, rank smallint, template_id text,
      first_ms double precision, last_ms double precision
    )
  ), changed as (
    insert into deliveries as d (
      wamid, phone_number_id, participant, party, rank, template_id, first_at, last_at
    )
    select r.wamid, r.phone_number_id, r.participant, r.party, r.rank, r.template_id, r.first_at, r.last_at
    from r
    where not exists (
      select from deliveries k
      where k.wamid = r.wamid and k.phone_number_id = r.phone_number_id and k.participant = r.participant
        and k.rank >= r.rank and k.last_at >= r.last_at
        and (r.first_at is null or k.first_at <= r.first_at)
        and (r.template_id is null or k.template_id >= r.template_id)
        and (r.party = '' or k.party <> '' and k.party <= r.party)
    )
    order by r.wamid collate "C", r.phone_number_id collate "C", r.participant collate "C"
    on conflict (wamid, phone_number_id, participant) do update set
      party = coalesce(least(nullif(d.party, ''), nullif(excluded.party, '')), ''),
      rank = greatest(d.rank, excluded.rank),
      template_id = greatest(d.template_id, excluded.template_id),
      first_at = least(d.first_at, excluded.first_at),
      last_at = greatest(d.last_at, excluded.last_at),
      rank_before = d.rank, template_before = d.template_id, first_before = d.first_at
    returning d.phone_number_id, d.rank, d.template_id, d.first_at, d.rank_before, d.template_before, d.first_before
  ), moved as (
    select phone_number_id, date_trunc('hour', first_at, 'UTC') as hour, coalesce(template_id, '') as template_id,
      rank, 1 as step
    from changed where first_at is not null
    union all
    select phone_number_id, date_trunc('hour', first_before, 'UTC'), coalesce(template_before, ''), rank_before, -1
    from changed where rank_before is not null and first_before is not null
  ), counted as (
    insert into delivery_stats as s (phone_number_id, hour, template_id, rank, count)
    select phone_number_id, hour, template_id, rank, sum(step)
    from moved group by 1, 2, 3, 4 having sum(step) <> 0 order by 1, 2, 3, 4
    on conflict (phone_number_id, hour, template_id, rank) do update set count = s.count + excluded.count
    returning s.phone_number_id, s.hour
  )
  select phone_number_id, min(hour) as "from" from counted group by 1
`

/** A number whose statistics changed, and the first hour in which they did (epoch milliseconds). */
export interface Counted {
  readonly phone_number_id: string
  readonly from: number
}

/** Raises states by rank, and counts each message in the hour of its first status. */
export async function writeDeliveries(db: Queryable, rows: readonly DeliveryRow[]): Promise<readonly Counted[]> {
  if (rows.length === 0) return []
  const timed = rows.map(({ first_at: first_ms, last_at: last_ms, ...row }) => ({ ...row, first_ms, last_ms }))
  return db.query<Counted>(sql, [rowsJson(timed)])
}
