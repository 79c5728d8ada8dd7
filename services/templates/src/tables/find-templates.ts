import type { Queryable } from '@wabastream/sdk/store'
import type { TemplateRow } from './templates-table.ts'

/** What a list is narrowed to; undefined: anything. */
export interface TemplateFilter {
  readonly waba_id?: string | undefined
  readonly status?: string | undefined
  readonly sendable?: string | undefined
  readonly category?: string | undefined
  readonly quality_score?: string | undefined
  readonly name?: string | undefined
  readonly language?: string | undefined
}

interface Asked extends TemplateFilter {
  readonly limit: number
  /** After this one: waba id and template id. */
  readonly cursor?: readonly [string, string] | undefined
}

const columns: readonly (keyof TemplateFilter)[] = [
  'waba_id',
  'status',
  'sendable',
  'category',
  'quality_score',
  'name',
  'language',
]

/** Templates in the order of their ids: one more than asked for, if there are more. */
export function findTemplates(store: Queryable, asked: Asked): Promise<readonly TemplateRow[]> {
  const values: unknown[] = [asked.limit + 1]
  const conditions = ['true']
  for (const column of columns) {
    if (asked[column] === undefined) continue
    values.push(asked[column])
    conditions.push(`${column} = $${values.length}`)
  }
  if (asked.cursor) {
    values.push(...asked.cursor)
    conditions.push(`(waba_id, template_id) > ($${values.length - 1}, $${values.length})`)
  }
  return store.query<TemplateRow>(
    `select version, state, buried_at from templates where ${conditions.join(' and ')}
     order by waba_id, template_id limit $1`,
    values,
  )
}

/** The rows with a template id: one, unless several accounts have it. */
export function rowsOfTemplate(
  store: Queryable,
  templateId: string,
  wabaId: string | undefined,
): Promise<readonly TemplateRow[]> {
  return store.query<TemplateRow>(
    `select version, state, buried_at from templates
     where template_id = $1 and ($2::text is null or waba_id = $2) order by waba_id limit 10`,
    [templateId, wabaId ?? null],
  )
}
