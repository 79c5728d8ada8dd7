import type { AccountState } from '@wabastream/schemas'
import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'

export const restrictionItem = z.object({
  restriction_type: z.string().nullable(),
  since: z.iso.datetime().nullable(),
  expires_at: z.iso.datetime().nullable().describe('null: a warning, or for good'),
  remediation: z.string().nullable().describe('What can be done about it'),
})

export const violationItem = z.object({
  violation_type: z.string().nullable(),
  occurred_at: z.iso.datetime().nullable(),
  remediation: z.string().nullable(),
})

/** The restrictions that are in force now: a state keeps one until its clock has seen the end. */
export function toRestrictions(restrictions: AccountState['restrictions'], now: number) {
  return (restrictions ?? [])
    .filter(({ expires_at: end }) => end === null || end > now)
    .map((each) => ({ ...each, since: isoTime(each.since), expires_at: isoTime(each.expires_at) }))
}

export function toViolation(violation: AccountState['last_violation']) {
  return violation && { ...violation, occurred_at: isoTime(violation.occurred_at) }
}
