import { timestamp, type Queryable } from '@wabastream/sdk/store'
import type { TemplateRef } from '../fact/fact.ts'
import type { TemplateEvent } from '../fact/template-event.ts'

/** Keeps an event in the history of its template; false: it was there. */
export async function addEvent(
  tx: Queryable,
  { wabaId, templateId }: TemplateRef,
  event: TemplateEvent,
): Promise<boolean> {
  const added = await tx.query(
    `insert into template_events
       (waba_id, template_id, event_id, content_id, field, occurred_at, received_at, value, unmapped)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing
     returning 1`,
    [
      wabaId,
      templateId,
      event.event_id,
      event.content_id,
      event.field,
      timestamp(event.occurred_at),
      timestamp(event.received_at),
      event.value,
      event.unmapped,
    ],
  )
  return added.length > 0
}

/** Every event of a template, in no order. */
export function allEvents(tx: Queryable, { wabaId, templateId }: TemplateRef): Promise<readonly TemplateEvent[]> {
  return tx.query<TemplateEvent>(`select ${columns} from template_events where waba_id = $1 and template_id = $2`, [
    wabaId,
    templateId,
  ])
}

/** The newest events of a template, newest first. */
export function newestEvents(
  store: Queryable,
  { wabaId, templateId }: TemplateRef,
  limit: number,
): Promise<readonly TemplateEvent[]> {
  return store.query<TemplateEvent>(
    `select ${columns} from template_events where waba_id = $1 and template_id = $2
     order by occurred_at desc, event_id desc limit $3`,
    [wabaId, templateId, limit],
  )
}

const columns = 'event_id, content_id, field, waba_id, occurred_at, received_at, value, unmapped'
