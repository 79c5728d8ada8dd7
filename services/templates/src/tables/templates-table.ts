import { timestamp, type Queryable } from '@wabastream/sdk/store'
import type { TemplateRef } from '../fact/fact.ts'
import { sendable } from '../sendable/sendable.ts'
import { nothingKnown, type Known } from '../state/known.ts'

/** A row of the table of templates. */
export interface TemplateRow {
  /** Grows with every change that can be seen; 0: there was none yet. */
  readonly version: number
  readonly state: Known
  /** When its tombstone was published, milliseconds since 1970. */
  readonly buried_at: number | null
}

/** The row of a template, made if there is none, and locked: events of one template come over five topics side by side. */
export async function lockTemplate(tx: Queryable, ref: TemplateRef): Promise<TemplateRow> {
  const nothing = nothingKnown(ref)
  const [row] = await tx.query<TemplateRow>(
    `insert into templates (waba_id, template_id, version, state, sendable) values ($1, $2, 0, $3, $4)
     on conflict (waba_id, template_id) do update set version = templates.version
     returning version, state, buried_at`,
    [ref.wabaId, ref.templateId, nothing, sendable(nothing).sendable],
  )
  if (!row) throw new Error('PostgreSQL gave no row back')
  return row
}

/** Replaces a row that was locked. */
export async function writeTemplate(tx: Queryable, ref: TemplateRef, row: TemplateRow): Promise<void> {
  await tx.query(
    `update templates set version = $3, state = $4, sendable = $5, buried_at = $6 where waba_id = $1 and template_id = $2`,
    [ref.wabaId, ref.templateId, row.version, row.state, sendable(row.state).sendable, timestamp(row.buried_at)],
  )
}
