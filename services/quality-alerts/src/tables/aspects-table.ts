import type { JsonObject } from '@wabastream/schemas/codec'
import { timestamp, type Queryable } from '@wabastream/sdk/store'
import type { Aspect, KnownAspect, Owner } from '../aspect/aspect.ts'

/** Takes an aspect in if it is newer than what is known; the same event may correct what it said. */
export async function putAspect(tx: Queryable, aspect: Aspect, eventId: string): Promise<void> {
  await tx.query(
    `INSERT INTO aspects AS known (owner_kind, owner_id, name, value, ordered_at, rank, event_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (owner_kind, owner_id, name) DO UPDATE
     SET value = EXCLUDED.value, ordered_at = EXCLUDED.ordered_at, rank = EXCLUDED.rank, event_id = EXCLUDED.event_id
     WHERE (known.ordered_at, known.rank, known.event_id) <= (EXCLUDED.ordered_at, EXCLUDED.rank, EXCLUDED.event_id)`,
    [aspect.owner.kind, aspect.owner.id, aspect.name, aspect.value, timestamp(aspect.at), aspect.rank, eventId],
  )
}

interface Row {
  readonly owner_kind: Owner['kind']
  readonly owner_id: string
  readonly name: string
  readonly value: JsonObject
  readonly ordered_at: number
  readonly rank: number
  readonly event_id: string
}

/** The numbers of account $1. */
const linked = `
  SELECT owner_id FROM aspects WHERE owner_kind = 'number' AND name = 'account' AND value ->> 'waba_id' = $1`

const columns = 'owner_kind, owner_id, name, value, ordered_at, rank, event_id'

/** What is known of a number. */
export async function aspectsOfNumber(db: Queryable, phoneNumber: string): Promise<readonly KnownAspect[]> {
  const rows = await db.query<Row>(`SELECT ${columns} FROM aspects WHERE owner_kind = 'number' AND owner_id = $1`, [
    phoneNumber,
  ])
  return rows.map(aspectOf)
}

/** What is known of an account, also what Meta said of it when it named one of its numbers only. */
export async function aspectsOfAccount(db: Queryable, wabaId: string): Promise<readonly KnownAspect[]> {
  const rows = await db.query<Row>(
    `SELECT ${columns} FROM aspects WHERE owner_kind = 'account' AND owner_id = $1
     UNION ALL
     SELECT ${columns} FROM aspects WHERE owner_kind = 'account-of-number'
       AND owner_id IN (${linked})`,
    [wabaId],
  )
  return rows.map(aspectOf)
}

/** What is known of a business portfolio. */
export async function aspectsOfBusiness(db: Queryable, businessId: string): Promise<readonly KnownAspect[]> {
  const rows = await db.query<Row>(`SELECT ${columns} FROM aspects WHERE owner_kind = 'business' AND owner_id = $1`, [
    businessId,
  ])
  return rows.map(aspectOf)
}

/** The account that a number belongs to, as far as it is known. */
export async function accountOfNumber(db: Queryable, phoneNumber: string): Promise<string | null> {
  const [row] = await db.query<{ waba_id: string }>(
    `SELECT value ->> 'waba_id' AS waba_id FROM aspects
     WHERE owner_kind = 'number' AND owner_id = $1 AND name = 'account'`,
    [phoneNumber],
  )
  return row?.waba_id ?? null
}

/** The numbers of an account. */
export async function numbersOfAccount(db: Queryable, wabaId: string): Promise<readonly string[]> {
  const rows = await db.query<{ owner_id: string }>(`${linked} ORDER BY owner_id`, [wabaId])
  return rows.map((row) => row.owner_id)
}

function aspectOf(row: Row): KnownAspect {
  return {
    owner: { kind: row.owner_kind, id: row.owner_id },
    name: row.name,
    value: row.value,
    at: row.ordered_at,
    rank: row.rank,
    eventId: row.event_id,
  }
}
