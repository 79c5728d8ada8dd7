import type { Queryable } from '@wabastream/sdk/store'

/** An event of the history. Times are milliseconds since 1970. */
export interface HistoryRow {
  readonly event_id: string
  readonly field: string
  readonly event: string | null
  readonly phone_number: string | null
  readonly value: unknown
  readonly occurred_at: number
  readonly received_at: number
}

const columns = 'h.event_id, h.field, h.event, h.phone_number, h.value, h.occurred_at, h.received_at'

/** The newest events of a number, newest first. */
export function historyOfNumber(db: Queryable, phoneNumber: string, limit: number): Promise<readonly HistoryRow[]> {
  return db.query<HistoryRow>(
    `SELECT ${columns} FROM history h WHERE h.phone_number = $1
     ORDER BY h.occurred_at DESC, h.event_id DESC LIMIT $2`,
    [phoneNumber, limit],
  )
}

/**
 * The newest events of an account, newest first: those that name it, those that name only one of its numbers, and those
 * that name only the business that owns it. Which these are is looked up here, so that an event finds its account also
 * when it came before anybody knew.
 */
export function historyOfAccount(
  db: Queryable,
  { wabaId, ownerId, limit }: { readonly wabaId: string; readonly ownerId: string | null; readonly limit: number },
): Promise<readonly HistoryRow[]> {
  return db.query<HistoryRow>(
    `SELECT ${columns} FROM history h
     WHERE h.waba_id = $1
       OR (h.waba_id IS NULL AND h.phone_number IN (
         SELECT owner_id FROM aspects WHERE owner_kind = 'number' AND name = 'account' AND value ->> 'waba_id' = $1))
       OR (h.waba_id IS NULL AND h.business_id = $2)
     ORDER BY h.occurred_at DESC, h.event_id DESC LIMIT $3`,
    [wabaId, ownerId, limit],
  )
}
