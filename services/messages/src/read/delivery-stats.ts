import type { Queryable } from '@wabastream/sdk/store'

/** What counts can be told apart by. */
export const dimensions = ['number', 'template', 'hour'] as const

export type Dimension = (typeof dimensions)[number]

export interface StatsRow {
  readonly phone_number_id: string
  readonly template_id: string
  /** Epoch milliseconds. */
  readonly hour: number
  readonly display_phone_number: string | null
  readonly total: number
  readonly sent: number
  readonly failed: number
  readonly delivered: number
  readonly read: number
  readonly played: number
  readonly other: number
}

/** Where a row stands: what it is not told apart by is empty, or 0. */
export type StatsPosition = readonly [hour: number, phoneNumberId: string, templateId: string]

export interface StatsQuery {
  readonly by: readonly Dimension[]
  /** Epoch milliseconds; from inclusive, to exclusive; hours that begin in between. */
  readonly from: number
  readonly to: number
  readonly phoneNumberId: string | undefined
  readonly templateId: string | undefined
  readonly after: StatsPosition | undefined
  readonly limit: number
}

const counts = ['other', 'sent', 'failed', 'delivered', 'read', 'played']
  .map((state, rank) => `coalesce(sum(s.count) filter (where s.rank = ${rank}), 0)::bigint as "${state}"`)
  .join(', ')

/** `$1` to `$3`: told apart by number, template, hour. */
const sql = `
  with s as (
    select case when $1 then s.phone_number_id else '' end as phone_number_id,
      case when $2 then s.template_id else '' end as template_id,
      case when $3 then s.hour else to_timestamp(0) end as hour, s.rank, s.count
    from delivery_stats s
    where s.hour >= to_timestamp($4::double precision / 1000) and s.hour < to_timestamp($5::double precision / 1000)
      and ($6::text is null or s.phone_number_id = $6) and ($7::text is null or s.template_id = $7)
  ), counted as (
    select s.phone_number_id, s.template_id, s.hour, sum(s.count)::bigint as total, ${counts}
    from s group by 1, 2, 3 having sum(s.count) > 0
  )
  select c.*, n.display_phone_number
  from counted c left join numbers n using (phone_number_id)
  where $8::double precision is null
    or (c.hour, c.phone_number_id, c.template_id) > (to_timestamp($8 / 1000), $9, $10)
  order by c.hour, c.phone_number_id, c.template_id
  limit $11
`

/** Counts of messages by state, in the order of hour, number and template. */
export function deliveryStats(db: Queryable, asked: StatsQuery): Promise<readonly StatsRow[]> {
  const [hour = null, number = null, template = null] = asked.after ?? []
  const apart = dimensions.map((dimension) => asked.by.includes(dimension))
  const filters = [asked.from, asked.to, asked.phoneNumberId ?? null, asked.templateId ?? null]
  return db.query<StatsRow>(sql, [...apart, ...filters, hour, number, template, asked.limit])
}
