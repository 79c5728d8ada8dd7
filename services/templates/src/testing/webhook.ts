import type { TemplateValue } from '../fact/template-event.ts'
import { fieldNames } from './field-names.ts'
import { start, templateId, wabaId } from './template-event.ts'

type Sent = Omit<TemplateValue, 'message_template_id'> & { readonly message_template_id?: unknown }

/** A change of a template as Meta sends it, `at` seconds after the start. */
export interface Change {
  readonly field: keyof typeof fieldNames
  readonly value: Sent
  readonly at: number
  readonly wabaId?: string
}

/** Short for one change. */
export function change(field: Change['field'], value: Sent, at = 0): Change {
  return { field, value, at }
}

/** A whole webhook body with one change. */
export function webhook({ field, value, at, wabaId: id = wabaId }: Change): unknown {
  const named = {
    message_template_id: Number(templateId),
    message_template_name: 'order_ready',
    message_template_language: 'en_US',
    ...value,
  }
  const entry = { id, time: start / 1000 + at, changes: [{ field: fieldNames[field], value: named }] }
  return { object: 'whatsapp_business_account', entry: [entry] }
}
