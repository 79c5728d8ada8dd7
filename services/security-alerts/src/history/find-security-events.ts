import { timestamp, type Queryable } from '@wabastream/sdk/store'
import { takeoverWindowMs } from '../two-step/standing.ts'
import type { Step } from '../two-step/step.ts'

/** Which events are asked for. Times in milliseconds since 1970. */
export interface SecurityEventsQuery {
  readonly waba_id?: string | undefined
  readonly phone_number?: string | undefined
  readonly event?: string | undefined
  readonly from?: number | undefined
  /** Exclusive. */
  readonly to?: number | undefined
  readonly limit: number
  /** Time and id of the event after which to go on. */
  readonly cursor?: readonly [number, string] | undefined
}

/** One event, as it is answered. */
export interface SecurityEventRow {
  readonly event_id: string
  readonly event: string | null
  readonly step: Step | null
  /** A request, and what was done, lie within the window. */
  readonly takeover: boolean
  readonly waba_id: string | null
  readonly phone_number: string | null
  readonly requester: string | null
  readonly partner_id: string | null
  readonly app_id: string | null
  readonly reason: string | null
  readonly initiated_by: string | null
  readonly occurred_at: number
  readonly received_at: number
}

const statement = `
  SELECT e.event_id, e.event, e.step, e.waba_id, e.phone_number, e.requester, e.partner_id, e.app_id, e.reason,
    e.initiated_by, e.occurred_at, e.received_at,
    e.step IS NOT NULL AND EXISTS (
      SELECT FROM security_events other
      WHERE other.subject = e.subject AND other.step IS NOT NULL
        AND (other.step = 'asked') <> (e.step = 'asked')
        AND other.occurred_at BETWEEN e.occurred_at - $8::interval AND e.occurred_at + $8::interval
    ) AS takeover
  FROM security_events e
  WHERE ($1::text IS NULL OR e.waba_id = $1)
    AND ($2::text IS NULL OR e.phone_number = $2)
    AND ($3::text IS NULL OR e.event = $3)
    AND ($4::timestamptz IS NULL OR e.occurred_at >= $4)
    AND ($5::timestamptz IS NULL OR e.occurred_at < $5)
    AND ($6::timestamptz IS NULL OR (e.occurred_at, e.event_id) < ($6, $7::text COLLATE "C"))
  ORDER BY e.occurred_at DESC, e.event_id DESC
  LIMIT $9`

/** Newest first, one row more than the limit when there are more. */
export function findSecurityEvents(store: Queryable, asked: SecurityEventsQuery): Promise<readonly SecurityEventRow[]> {
  return store.query<SecurityEventRow>(statement, [
    asked.waba_id ?? null,
    asked.phone_number ?? null,
    asked.event ?? null,
    timestamp(asked.from ?? null),
    timestamp(asked.to ?? null),
    timestamp(asked.cursor?.[0] ?? null),
    asked.cursor?.[1] ?? null,
    `${takeoverWindowMs} milliseconds`,
    asked.limit + 1,
  ])
}
