import type { Queryable } from '@wabastream/sdk/store'
import type { ChangeRow, ErrorRow, NumberRow, PaymentRow, ReactionRow, TimelineRow } from '../intake/rows.ts'
import { rowsJson } from './rows-json.ts'

const timeline = `
  insert into timeline (event_id, wamid, phone_number_id, participant, status, origin, details, occurred_at)
  select event_id, wamid, phone_number_id, participant, status, origin, details, to_timestamp(occurred_at / 1000)
  from json_to_recordset($1) as r(
    event_id text, wamid text, phone_number_id text, participant text, status text, origin text, details jsonb,
    occurred_at double precision
  )
  on conflict do nothing
`

/** Each status once. */
export async function writeTimeline(db: Queryable, rows: readonly TimelineRow[]): Promise<void> {
  if (rows.length > 0) await db.query(timeline, [rowsJson(rows)])
}

const reactions = `
  insert into reactions as r (wamid, phone_number_id, reactor, party, emoji, occurred_at, event_id)
  select wamid, phone_number_id, reactor, party, emoji, to_timestamp(occurred_at / 1000), event_id
  from json_to_recordset($1) as j(
    wamid text, phone_number_id text, reactor text, party text, emoji text, occurred_at double precision, event_id text
  )
  on conflict (wamid, phone_number_id, reactor) do update set
    party = excluded.party, emoji = excluded.emoji, occurred_at = excluded.occurred_at, event_id = excluded.event_id
  where (r.occurred_at, r.event_id) < (excluded.occurred_at, excluded.event_id)
`

/** The newest reaction of each person to each message; one that was taken away stays as such. */
export async function writeReactions(db: Queryable, rows: readonly ReactionRow[]): Promise<void> {
  if (rows.length > 0) await db.query(reactions, [rowsJson(rows)])
}

const changes = `
  insert into changes (event_id, wamid, phone_number_id, kind, party, sender, content, occurred_at)
  select event_id, wamid, phone_number_id, kind, party, sender, content, to_timestamp(occurred_at / 1000)
  from json_to_recordset($1) as r(
    event_id text, wamid text, phone_number_id text, kind text, party text, sender text, content jsonb,
    occurred_at double precision
  )
  on conflict do nothing
`

/** Edits and revokes, also of messages that are not known yet. */
export async function writeChanges(db: Queryable, rows: readonly ChangeRow[]): Promise<void> {
  if (rows.length > 0) await db.query(changes, [rowsJson(rows)])
}

const payments = `
  insert into payments (event_id, wamid, phone_number_id, party, reference_id, status, details, occurred_at)
  select event_id, wamid, phone_number_id, party, reference_id, status, details, to_timestamp(occurred_at / 1000)
  from json_to_recordset($1) as r(
    event_id text, wamid text, phone_number_id text, party text, reference_id text, status text, details jsonb,
    occurred_at double precision
  )
  on conflict do nothing
`

/** Statuses of payments. */
export async function writePayments(db: Queryable, rows: readonly PaymentRow[]): Promise<void> {
  if (rows.length > 0) await db.query(payments, [rowsJson(rows)])
}

const errors = `
  insert into reported_errors (event_id, code, phone_number_id, occurred_at)
  select event_id, code, phone_number_id, to_timestamp(occurred_at / 1000)
  from json_to_recordset($1) as r(event_id text, code integer, phone_number_id text, occurred_at double precision)
  on conflict do nothing
`

/** Which errors Meta reported, without their texts. */
export async function writeErrors(db: Queryable, rows: readonly ErrorRow[]): Promise<void> {
  if (rows.length > 0) await db.query(errors, [rowsJson(rows)])
}

const numbers = `
  insert into numbers as n (phone_number_id, waba_id, display_phone_number)
  select phone_number_id, waba_id, display_phone_number
  from json_to_recordset($1) as r(phone_number_id text, waba_id text, display_phone_number text)
  where not exists (
    select from numbers k
    where k.phone_number_id = r.phone_number_id and k.waba_id >= r.waba_id
      and k.display_phone_number >= r.display_phone_number
  )
  on conflict (phone_number_id) do update set
    waba_id = greatest(n.waba_id, excluded.waba_id),
    display_phone_number = greatest(n.display_phone_number, excluded.display_phone_number)
`

/** What the business numbers are called. */
export async function writeNumbers(db: Queryable, rows: readonly NumberRow[]): Promise<void> {
  if (rows.length > 0) await db.query(numbers, [rowsJson(rows)])
}
