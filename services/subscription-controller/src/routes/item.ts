import { z } from 'zod'
import type { WabaRow } from '../desired/rows.ts'
import { wabaShape } from '../declaration/file-schema.ts'
import { faultText } from '../graph/fault.ts'
import { conditionTypes } from '../reconcile/condition.ts'

const time = z.iso.datetime().nullable()

/** An account as routes give it: what is declared, what was seen, and its conditions. */
export const item = z.object({
  waba_id: z.string(),
  app: z.string(),
  source: z.enum(['declared', 'discovered']),
  mode: z.enum(['manage', 'observe', 'pause']),
  subscribed: z.boolean().describe('What is declared'),
  override: z.string().nullable().describe('Declared callback override'),
  observed: z
    .object({ subscribed: z.boolean(), override: z.string().nullable(), other_apps: z.array(z.string()) })
    .nullable(),
  observed_at: time.describe('Last look that could read it'),
  applied_at: time.describe('Last change that was made'),
  problem: z.string().nullable().describe('Why the last look or change failed'),
  conditions: z.array(
    z.object({
      type: z.enum(conditionTypes),
      status: z.enum(['true', 'false', 'unknown']),
      reason: z.string(),
      message: z.string(),
      since: z.iso.datetime(),
    }),
  ),
  version: z.number(),
})

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** The same from a row. Declared callbacks may be seen; tokens are references and stay where they are. */
export function toItem(row: WabaRow): z.input<typeof item> {
  const { observed } = row
  return {
    waba_id: row.waba_id,
    app: row.app_id,
    source: row.source,
    mode: row.mode,
    subscribed: row.subscribed,
    override: row.override?.callback ?? null,
    observed: observed && {
      subscribed: observed.ours,
      override: observed.override.state === 'set' ? observed.override.callback : null,
      other_apps: [...observed.others],
    },
    observed_at: iso(row.observed_at),
    applied_at: iso(row.applied_at),
    problem: row.fault && faultText(row.fault),
    conditions: row.conditions.map((condition) => ({ ...condition, since: new Date(condition.since).toISOString() })),
    version: row.version,
  }
}

export const params = z.object({ waba_id: z.string().regex(/^\d{1,32}$/, 'must be digits') })

/** What PUT takes: the entry of the file without its id. */
export const declared = z.strictObject(wabaShape)

/** What PATCH takes; `override: null` stops declaring one, which leaves it as it is at Meta. */
export const patch = z.strictObject({
  app: wabaShape.app.optional(),
  subscribed: z.boolean().optional(),
  override: wabaShape.override.nullable(),
  mode: z.enum(['manage', 'observe', 'pause']).optional(),
})
