import { timestamp, type Queryable } from '@wabastream/sdk/store'
import { claimHoldsMs } from './status.ts'

/** Whether a destination knows that an incident is open: `busy` = it is being told right now. */
export type Told = 'yes' | 'no' | 'busy'

interface Row {
  readonly destination: string
  readonly told: boolean
  readonly busy: boolean
}

/** What each destination knows of the opening; those that are missing were never meant to be told. */
export async function openingTold(db: Queryable, incident: string, nowMs: number): Promise<ReadonlyMap<string, Told>> {
  const rows = await db.query<Row>(
    `select destination,
       bool_or(status = 'sent' or maybe_received or (status = 'sending' and claimed_at <= $2)) as told,
       bool_or(status = 'sending' and claimed_at > $2) as busy
     from notifications where incident_id = $1 and state = 'open' group by destination`,
    [incident, timestamp(nowMs - claimHoldsMs)],
  )
  return new Map(rows.map(({ destination, told, busy }) => [destination, toldBy(told, busy)]))
}

function toldBy(told: boolean, busy: boolean): Told {
  if (told) return 'yes'
  return busy ? 'busy' : 'no'
}
