import type { Queryable } from '@wabastream/sdk/store'
import { failedRank } from '../delivery/state.ts'
import type { Counts } from '../rules/failure-rate.ts'
import type { Counted } from '../write/write-deliveries.ts'

const counts = `
  sum(s.count)::bigint as total,
  coalesce(sum(s.count) filter (where s.rank = ${failedRank}), 0)::bigint as failed,
  sum(s.count * (s.rank + 1))::bigint as weight
`

/** What one clock hour of a number comes to. */
export interface Hour extends Counts {
  readonly phone_number_id: string
  /** Its beginning, epoch milliseconds. */
  readonly hour: number
  /** Grows with every status: tells an older look at the hour from a newer one. */
  readonly weight: number
  /** What was last said of it. */
  readonly state: 'open' | 'resolved' | null
}

const hours = `
  select s.phone_number_id, s.hour, ${counts}, max(v.state) as state
  from json_to_recordset($1) as t(phone_number_id text, "from" double precision)
  join delivery_stats s on s.phone_number_id = t.phone_number_id
    and s.hour >= to_timestamp(t."from" / 1000) - interval '3 hours'
    and s.hour <= to_timestamp(t."from" / 1000) + interval '168 hours'
  left join failure_verdicts v on v.phone_number_id = s.phone_number_id and v.hour = s.hour
  group by s.phone_number_id, s.hour
  having sum(s.count) > 0
  order by s.phone_number_id, s.hour
`

/** The hours that a change may matter to: of it, shortly before, and as long as it is in the past of others. */
export async function hoursAround(db: Queryable, counted: readonly Counted[]): Promise<readonly Hour[]> {
  return counted.length === 0 ? [] : db.query<Hour>(hours, [JSON.stringify(counted)])
}

/** A number's counts of the seven days before an hour. */
export interface Baseline extends Counts {
  readonly weight: number
}

const baseline = `
  select coalesce(x.total, 0)::bigint as total, coalesce(x.failed, 0)::bigint as failed,
    coalesce(x.weight, 0)::bigint as weight
  from (
    select ${counts} from delivery_stats s
    where s.phone_number_id = $1
      and s.hour < to_timestamp($2::double precision / 1000)
      and s.hour >= to_timestamp($2::double precision / 1000) - interval '168 hours'
  ) as x
`

export async function baselineOf(db: Queryable, { phone_number_id: id, hour }: Hour): Promise<Baseline> {
  const [found] = await db.query<Baseline>(baseline, [id, hour])
  return found ?? { total: 0, failed: 0, weight: 0 }
}

const remember = `
  insert into failure_verdicts (phone_number_id, hour, weight, state)
  values ($1, to_timestamp($2::double precision / 1000), $3, $4)
  on conflict (phone_number_id, hour) do update set weight = excluded.weight, state = excluded.state
`

export async function rememberVerdict(db: Queryable, hour: Hour, weight: number, state: string): Promise<void> {
  await db.query(remember, [hour.phone_number_id, hour.hour, weight, state])
}
