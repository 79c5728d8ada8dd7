import { webhook } from './bodies.ts'
import type { Scenario } from './scenario.ts'

/** A number's quality falls, its limit with it, and both come back. */
export const numberFlagged: Scenario = {
  name: 'number-flagged',
  summary: 'a number is flagged, loses its limit, and recovers',
  see: ({ phoneNumber }) => [`/v1/numbers/${phoneNumber}`, '/v1/alerts?rule=number-flagged'],
  steps(cast, nowMs) {
    const quality = (event: string, limits: object, atMs: number) =>
      webhook(
        cast.wabaId,
        'phone_number_quality_update',
        { display_phone_number: cast.phoneNumber, event, ...limits },
        atMs,
      )
    return [
      { says: 'the number is flagged', body: quality('FLAGGED', { current_limit: 'TIER_10K' }, nowMs - 180_000) },
      {
        says: 'its limit is lowered',
        body: quality('DOWNGRADE', { old_limit: 'TIER_10K', current_limit: 'TIER_2K' }, nowMs - 120_000),
      },
      { says: 'the flag is gone', body: quality('UNFLAGGED', { current_limit: 'TIER_2K' }, nowMs - 60_000) },
      {
        says: 'its limit is raised again',
        body: quality('UPGRADE', { old_limit: 'TIER_2K', current_limit: 'TIER_10K' }, nowMs),
      },
    ]
  },
}
