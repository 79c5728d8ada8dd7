import type { Fact } from '../fact/fact.ts'
import { readFact } from '../fact/read-fact.ts'
import type { TemplateEvent, TemplateValue } from '../fact/template-event.ts'
import { fieldNames } from './field-names.ts'

export const wabaId = '200000000000001'
export const templateId = '1234567890123456'
/** 2025-10-11T08:53:20Z. */
export const start = 1_760_172_800_000

interface Options {
  /** Seconds after the start. */
  readonly at?: number
  readonly id?: string
  readonly wabaId?: string
  readonly unmapped?: TemplateEvent['unmapped']
}

/** A decoded event as far as this service looks at it. */
export function templateEvent(
  field: keyof typeof fieldNames,
  value: TemplateValue,
  options: Options = {},
): TemplateEvent {
  const { at = 0, id = `change_${field}_${at}_${JSON.stringify(value)}` } = options
  const named = {
    message_template_id: templateId,
    message_template_name: 'order_ready',
    message_template_language: 'en_US',
    ...value,
  }
  return {
    event_id: id,
    content_id: `content_${id}`,
    field: fieldNames[field],
    waba_id: options.wabaId ?? wabaId,
    occurred_at: start + at * 1000,
    received_at: start + at * 1000 + 500,
    value: named,
    unmapped: options.unmapped ?? {},
  }
}

/** What such an event says. */
export function templateFact(field: keyof typeof fieldNames, value: TemplateValue, options: Options = {}): Fact {
  const fact = readFact(templateEvent(field, value, options))
  if (!fact) throw new Error('the event names no template')
  return fact
}
