import { isoTime } from '@wabastream/sdk/http'
import { z } from 'zod'
import type { TemplateRow } from '../tables/templates-table.ts'
import { sendable } from '../sendable/sendable.ts'

const text = z.string().nullable()
const time = z.iso.datetime().nullable()

const button = z.object({ type: text, text, url: text, phone_number: text })

/** A template as routes give it: the record of waba.template-state.v1, with times as text and `sendable` in words. */
export const templateItem = z.object({
  waba_id: z.string(),
  template_id: z.string(),
  version: z.number().describe('Grows with every change'),
  name: text,
  language: text,
  sendable: z.enum(['yes', 'no', 'unknown']),
  sendable_reason: z.string().describe('Why: approved, paused, never_seen, …'),
  status: text.describe("Meta's word: APPROVED, PAUSED, …"),
  status_at: time,
  status_reason: text,
  status_title: text.describe('Stage of a pause: FIRST_PAUSE, …'),
  status_detail: text,
  disable_at: time,
  category: text,
  category_at: time,
  next_category: text.describe('Announced category'),
  next_category_at: time,
  detected_category: text.describe('Category that Meta holds for the right one'),
  quality_score: text,
  previous_quality_score: text,
  quality_at: time,
  header_text: text,
  body_text: text,
  footer_text: text,
  buttons: z.array(button).nullable(),
  components_at: time,
  updated_at: time,
  last_event_id: text,
  deleted_at: time,
})

/** The same from a row. */
export function toItem({ version, state }: Pick<TemplateRow, 'version' | 'state'>): z.input<typeof templateItem> {
  const { before_archived: _, newest: __, buttons, ...known } = state
  const can = sendable(state)
  return {
    ...known,
    version,
    sendable: can.sendable,
    sendable_reason: can.reason,
    status_at: isoTime(state.status_at),
    disable_at: isoTime(state.disable_at),
    category_at: isoTime(state.category_at),
    next_category_at: isoTime(state.next_category_at),
    quality_at: isoTime(state.quality_at),
    components_at: isoTime(state.components_at),
    updated_at: isoTime(state.updated_at),
    deleted_at: isoTime(state.deleted_at),
    buttons: buttons === null ? null : [...buttons],
  }
}
