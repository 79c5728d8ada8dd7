import type { Fact, Saying, TemplateRef } from './fact.ts'
import { textOf } from './property.ts'
import { rankOf } from './rank.ts'
import { sayingOf } from './saying.ts'
import type { TemplateEvent } from './template-event.ts'

/** What an event of one of the template fields says; null when it names no template. */
export function readFact(event: TemplateEvent): Fact | null {
  const ref = refOf(event)
  if (!ref) return null
  const says = sayingOf(event)
  return {
    ref,
    occurredAt: event.occurred_at,
    rank: rankOf(says),
    eventId: event.event_id,
    name: textOf(event, 'message_template_name'),
    language: textOf(event, 'message_template_language')?.replaceAll('-', '_') ?? null,
    category: presentCategory(event, says),
    says,
  }
}

function refOf(event: TemplateEvent): TemplateRef | null {
  const templateId = textOf(event, 'message_template_id')
  return templateId !== null && /^\d{1,40}$/.test(templateId) ? { wabaId: event.waba_id, templateId } : null
}

/** `new_category` is the present category in both forms of a category update: the announced one is `correct_category`. */
function presentCategory(event: TemplateEvent, says: Saying): string | null {
  if (says.about === 'status') return textOf(event, 'message_template_category')
  if (says.about === 'category-detected') return textOf(event, 'category')
  return textOf(event, 'new_category')
}
