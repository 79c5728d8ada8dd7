import type { TemplateState } from '@wabastream/schemas'
import type { Position, TemplateRef } from '../fact/fact.ts'

/** The aspect that status events change. */
export type StatusPart = Pick<
  TemplateState,
  'status' | 'status_at' | 'status_reason' | 'status_title' | 'status_detail' | 'disable_at'
>

/** What is known of a template: a fold over its events in their order, so the order of arrival does not matter. */
export interface Known extends Omit<TemplateState, 'version' | 'sendable' | 'sendable_reason'> {
  /** Its status before it was archived: what UNARCHIVED brings back, as Meta does not say it. */
  readonly before_archived: StatusPart | null
  /** The last event. One that is older than this is put in its place by folding again. */
  readonly newest: Position | null
}

/** Nothing is known yet. */
export function nothingKnown({ wabaId, templateId }: TemplateRef): Known {
  return {
    waba_id: wabaId,
    template_id: templateId,
    updated_at: null,
    last_event_id: null,
    deleted_at: null,
    name: null,
    language: null,
    ...noStatus,
    category: null,
    category_at: null,
    next_category: null,
    next_category_at: null,
    detected_category: null,
    quality_score: null,
    previous_quality_score: null,
    quality_at: null,
    header_text: null,
    body_text: null,
    footer_text: null,
    buttons: null,
    components_at: null,
    before_archived: null,
    newest: null,
  }
}

const noStatus: StatusPart = {
  status: null,
  status_at: null,
  status_reason: null,
  status_title: null,
  status_detail: null,
  disable_at: null,
}
