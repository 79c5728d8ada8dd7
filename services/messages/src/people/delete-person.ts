import { createHmac, randomUUID } from 'node:crypto'
import { audit } from '@wabastream/schemas'
import type { Publisher } from '@wabastream/sdk/consumer'
import type { Queryable, Store } from '@wabastream/sdk/store'
import { findPeople } from './find-person.ts'
import { isPhoneForm } from './person-id.ts'
import { ever, forever, type HeldId } from './person-link.ts'

/** How many rows of each table went. */
export type Deleted = Readonly<Record<string, number>>

/** Rows that name a person: the column of the id, and the time by which a phone number was that person's. */
const named = [
  ['messages', 'party', 'occurred_at'],
  ['messages', 'sender', 'occurred_at'],
  ['deliveries', 'party', 'last_at'],
  ['deliveries', 'participant', 'last_at'],
  ['timeline', 'participant', 'occurred_at'],
  ['reactions', 'party', 'occurred_at'],
  ['reactions', 'reactor', 'occurred_at'],
  ['changes', 'party', 'occurred_at'],
  ['changes', 'sender', 'occurred_at'],
  ['payments', 'party', 'occurred_at'],
] as const

/** Tables with rows about a message, which go with the message of the person. */
const aboutMessages = ['timeline', 'deliveries', 'reactions', 'changes', 'payments'] as const

/**
 * Deletes a person who has this id (in comparison form): what was written by and to them, and all ids and names. Counts
 * stay: they name no one. The audit record tells a keyed hash of the id, which only this database can make. A person who
 * is not known is deleted likewise, and nothing happens.
 */
export async function deletePerson(store: Store, publisher: Publisher, id: string): Promise<Deleted> {
  return store.transaction(async (tx) => {
    const held = (await findPeople(tx, [id])).idsOf(id)
    const deleted = await deleteRows(tx, held)
    const target = `person:${await hashOf(tx, id)}`
    const record = {
      audit_id: randomUUID(),
      occurred_at: Date.now(),
      actor: store.service,
      via: 'api',
      action: 'people.delete',
      target,
      outcome: 'done',
      waba_id: null,
      before: null,
      after: null,
      detail: JSON.stringify(deleted),
    }
    await publisher.publishIn(tx, audit, { key: target, record })
    return deleted
  })
}

async function deleteRows(tx: Queryable, held: readonly HeldId[]): Promise<Deleted> {
  const deleted: Record<string, number> = {}
  const gone: Wamid[] = []
  for (const [table, column, time] of named) {
    const rows = await tx.query<Wamid>(deleteNamed(table, column, time), spans(held))
    deleted[table] = (deleted[table] ?? 0) + rows.length
    if (column === 'party' || table === 'messages') gone.push(...rows)
  }
  for (const table of aboutMessages) {
    const rows = await tx.query(deleteAbout(table), [JSON.stringify(gone)])
    deleted[table] = (deleted[table] ?? 0) + rows.length
  }
  return { ...deleted, ids: await deleteIds(tx, held) }
}

interface Wamid {
  readonly wamid: string
  readonly phone_number_id: string
}

const spans = (held: readonly HeldId[]) => [
  held.map(({ id }) => id),
  held.map(({ from }) => from),
  held.map(({ to }) => to),
]

const deleteNamed = (table: string, column: string, time: string) => `
  delete from ${table} t
  using unnest($1::text[], $2::double precision[], $3::double precision[]) as h(id, "from", "to")
  where t.${column} = h.id
    and t.${time} >= to_timestamp(h."from" / 1000) and t.${time} < to_timestamp(h."to" / 1000)
  returning t.wamid, t.phone_number_id
`

/** A reaction or an edit whose message is unknown is not in the way of others of that message. */
const deleteAbout = (table: string) => `
  delete from ${table} t
  using (
    select distinct wamid, phone_number_id from json_to_recordset($1) as r(wamid text, phone_number_id text)
  ) as g
  where t.wamid = g.wamid and t.phone_number_id = g.phone_number_id
  returning t.wamid
`

/** A phone number that somebody else had, or has, stays theirs; links go with either of their ids. */
async function deleteIds(tx: Queryable, held: readonly HeldId[]): Promise<number> {
  const ids = [...new Set(held.map(({ id }) => id))]
  const shared = ids.filter((id) => isPhoneForm(id) && !coversAll(held.filter((one) => one.id === id)))
  const own = ids.filter((id) => !shared.includes(id))
  await tx.query(
    'update person_ids set name = null, username = null, named_at = null, named_by = null where id = any($1)',
    [shared],
  )
  const rows = await tx.query('delete from person_ids where id = any($1) returning id', [own])
  return rows.length
}

function coversAll(spansOfId: readonly HeldId[]): boolean {
  const ordered = spansOfId.toSorted((a, b) => a.from - b.from)
  return (
    ordered[0]?.from === ever &&
    ordered.at(-1)?.to === forever &&
    ordered.every(({ to }, index) => to === (ordered[index + 1]?.from ?? to))
  )
}

/** Cannot be turned back without the key, which never leaves the database. */
async function hashOf(db: Queryable, id: string): Promise<string> {
  const [row] = await db.query<{ key: string }>('select key from person_hash_key')
  return createHmac('sha256', row!.key).update(id).digest('base64url').slice(0, 22)
}
