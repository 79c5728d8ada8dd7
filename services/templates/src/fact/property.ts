import { storable } from '@wabastream/sdk/store'
import type { TemplateEvent, TemplateValue } from './template-event.ts'

type TextProperty = {
  [K in keyof TemplateValue]-?: TemplateValue[K] extends string | null | undefined ? K : never
}[keyof TemplateValue]

/**
 * A text of the value. Looks among what the schema of the field does not know as well: Meta's own example sends a change of
 * quality under message_template_status_update, and an id may come as text. Null: absent or empty.
 */
export function textOf({ value, unmapped }: TemplateEvent, name: TextProperty): string | null {
  return value[name] || fromJson(unmapped[`/${name}`])
}

function fromJson(json: string | undefined): string | null {
  if (json === undefined) return null
  try {
    const parsed: unknown = storable(JSON.parse(json))
    return typeof parsed === 'string' && parsed !== '' ? parsed : null
  } catch {
    return null
  }
}
