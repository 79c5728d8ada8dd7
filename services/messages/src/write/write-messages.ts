import type { Queryable } from '@wabastream/sdk/store'
import type { MessageRow } from '../intake/rows.ts'
import { rowsJson } from './rows-json.ts'

/** Rows that tell no more than what is there are left out first: a conflict would lock what is there. */
const sql = `
  insert into messages as m (
    wamid, phone_number_id, waba_id, party, sender, is_group, direction, origin, type, content, errors, rank,
    occurred_at, event_id
  )
  select r.wamid, r.phone_number_id, r.waba_id, r.party, r.sender, r.is_group, r.direction, r.origin, r.type,
    r.content, r.errors, r.rank, to_timestamp(r.occurred_at / 1000), r.event_id
  from json_to_recordset($1) as r(
    wamid text, phone_number_id text, waba_id text, party text, sender text, is_group boolean, direction text,
    origin text, type text, content jsonb, errors jsonb, rank smallint, occurred_at double precision, event_id text
  )
  where not exists (
    select from messages k
    where k.wamid = r.wamid and k.phone_number_id = r.phone_number_id and (
      k.rank > r.rank
      or k.rank = r.rank and (k.occurred_at, k.event_id) <= (to_timestamp(r.occurred_at / 1000), r.event_id)
    )
  )
  order by r.wamid collate "C", r.phone_number_id collate "C"
  on conflict (wamid, phone_number_id) do update set
    waba_id = excluded.waba_id, party = excluded.party, sender = excluded.sender, is_group = excluded.is_group,
    direction = excluded.direction, origin = excluded.origin, type = excluded.type, content = excluded.content,
    errors = excluded.errors, rank = excluded.rank, occurred_at = excluded.occurred_at, event_id = excluded.event_id
  where m.rank < excluded.rank
    or m.rank = excluded.rank and (m.occurred_at, m.event_id) > (excluded.occurred_at, excluded.event_id)
`

/** Keeps the row that knows most of each message; of equals the first that happened. */
export async function writeMessages(db: Queryable, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length > 0) await db.query(sql, [rowsJson(rows)])
}
