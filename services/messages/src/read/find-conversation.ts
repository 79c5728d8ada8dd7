import type { Queryable } from '@wabastream/sdk/store'
import type { MessageRow } from '../intake/rows.ts'
import type { HeldId } from '../people/person-link.ts'

/** Where a message stands in a conversation, newest first. */
export type Position = readonly [occurredAt: number, wamid: string]

export interface Conversation {
  readonly phoneNumberId: string
  /** Ids of the person, or the one of a group, and when they were theirs. */
  readonly held: readonly HeldId[]
  readonly after: Position | undefined
  readonly limit: number
}

const sql = `
  select m.*
  from messages m
  where m.phone_number_id = $1 and m.party = any($2)
    and exists (
      select from unnest($2::text[], $3::double precision[], $4::double precision[]) as h(id, "from", "to")
      where h.id = m.party
        and m.occurred_at >= to_timestamp(h."from" / 1000) and m.occurred_at < to_timestamp(h."to" / 1000)
    )
    and ($5::double precision is null or (m.occurred_at, m.wamid) < (to_timestamp($5 / 1000), $6))
  order by m.occurred_at desc, m.wamid desc
  limit $7
`

/** Messages that a business number exchanged with a person or a group, newest first. */
export function findConversation(db: Queryable, asked: Conversation): Promise<readonly MessageRow[]> {
  const { phoneNumberId, held, after, limit } = asked
  const times = [held.map(({ from }) => from), held.map(({ to }) => to)]
  const [at = null, wamid = null] = after ?? []
  return db.query<MessageRow>(sql, [phoneNumberId, held.map(({ id }) => id), ...times, at, wamid, limit])
}
