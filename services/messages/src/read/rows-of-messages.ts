import type { Queryable } from '@wabastream/sdk/store'
import type { ChangeRow, DeliveryRow, MessageRow, PaymentRow, ReactionRow, TimelineRow } from '../intake/rows.ts'

/** What stands beside messages, in order of time. */
export interface Beside {
  readonly deliveries: readonly Pick<DeliveryRow, 'wamid' | 'participant' | 'rank' | 'template_id'>[]
  readonly timeline: readonly TimelineRow[]
  readonly reactions: readonly ReactionRow[]
  readonly changes: readonly ChangeRow[]
  readonly payments: readonly PaymentRow[]
}

/** Messages of one business number. */
export interface Of {
  readonly phoneNumberId: string
  readonly wamids: readonly string[]
}

const where = 'where phone_number_id = $1 and wamid = any($2)'
const inOrder = `${where} order by occurred_at, event_id`

/** Everything about some messages of one business number. */
export async function readBeside(db: Queryable, { phoneNumberId, wamids }: Of): Promise<Beside> {
  const values = [phoneNumberId, wamids]
  const [deliveries, timeline, reactions, changes, payments] = await Promise.all([
    db.query<DeliveryRow>(`select wamid, participant, rank, template_id from deliveries ${where}`, values),
    db.query<TimelineRow>(`select * from timeline ${inOrder}`, values),
    db.query<ReactionRow>(`select * from reactions ${inOrder}`, values),
    db.query<ChangeRow>(`select * from changes ${inOrder}`, values),
    db.query<PaymentRow>(`select * from payments ${inOrder}`, values),
  ])
  return { deliveries, timeline, reactions, changes, payments }
}

/** A message with what its number is called. */
export interface FoundMessage extends MessageRow {
  readonly display_phone_number: string | null
}

/** The messages with this id: one per business number, newest first. */
export function findMessages(db: Queryable, wamid: string): Promise<readonly FoundMessage[]> {
  const sql = `
    select m.*, n.display_phone_number
    from messages m left join numbers n using (phone_number_id)
    where m.wamid = $1 order by m.occurred_at desc, m.phone_number_id
  `
  return db.query<FoundMessage>(sql, [wamid])
}
