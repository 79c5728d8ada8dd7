import type { Queryable } from '@wabastream/sdk/store'
import type { PersonIdRow, PersonLinkRow, PhoneFormRow } from '../intake/rows.ts'
import { rowsJson } from './rows-json.ts'

const ids = `
  insert into person_ids as p (id, kind, name, username, named_at, named_by, last_day)
  select r.id, r.kind, r.name, r.username, to_timestamp(r.named_at / 1000), r.named_by, r.last_day
  from json_to_recordset($1) as r(
    id text, kind text, name text, username text, named_at double precision, named_by text, last_day date
  )
  where not exists (
    select from person_ids k
    where k.id = r.id and k.last_day >= r.last_day
      and (r.named_at is null or (k.named_at, k.named_by) >= (to_timestamp(r.named_at / 1000), r.named_by))
  )
  order by r.id collate "C"
  on conflict (id) do update set
    (name, username, named_at, named_by) = (
      select x.name, x.username, x.named_at, x.named_by
      from (values
        (p.name, p.username, p.named_at, p.named_by),
        (excluded.name, excluded.username, excluded.named_at, excluded.named_by)
      ) as x(name, username, named_at, named_by)
      order by x.named_at desc nulls last, x.named_by desc limit 1
    ),
    last_day = greatest(p.last_day, excluded.last_day)
`

const links = `
  insert into person_links as l (a, b, kind, scope, first_at)
  select r.a, r.b, r.kind, r.scope, to_timestamp(r.first_at / 1000)
  from json_to_recordset($1) as r(a text, b text, kind text, scope text, first_at double precision)
  where not exists (
    select from person_links k
    where k.a = r.a and k.b = r.b and k.kind = r.kind and k.scope = r.scope
      and k.first_at <= to_timestamp(r.first_at / 1000)
  )
  order by r.a collate "C", r.b collate "C", r.kind collate "C", r.scope collate "C"
  on conflict (a, b, kind, scope) do update set first_at = least(l.first_at, excluded.first_at)
`

const forms = `
  insert into phone_forms (id, original)
  select r.id, r.original
  from json_to_recordset($1) as r(id text, original text)
  where not exists (select from phone_forms k where k.id = r.id and k.original = r.original)
  order by r.id collate "C", r.original collate "C"
  on conflict do nothing
`

export interface PeopleRows {
  readonly ids: readonly PersonIdRow[]
  readonly links: readonly PersonLinkRow[]
  readonly forms: readonly PhoneFormRow[]
}

/** Remembers ids with their latest names, which of them belong together, and how phone numbers were written. */
export async function writePeople(db: Queryable, rows: PeopleRows): Promise<void> {
  if (rows.ids.length > 0) await db.query(ids, [rowsJson(rows.ids)])
  if (rows.links.length > 0) await db.query(links, [rowsJson(rows.links)])
  if (rows.forms.length > 0) await db.query(forms, [rowsJson(rows.forms)])
}
