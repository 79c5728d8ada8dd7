import type { ComponentsSaying, Saying, StatusSaying } from './fact.ts'
import { metaDate } from './meta-date.ts'
import { textOf } from './property.ts'
import type { TemplateEvent, TemplateValueButton } from './template-event.ts'

/** Told apart by their fields, except that a status update without a status may be a change of quality (see textOf). */
export function sayingOf(event: TemplateEvent): Saying {
  switch (event.field) {
    case 'message_template_status_update':
      return statusSaying(event) ?? qualitySaying(event)
    case 'message_template_quality_update':
      return qualitySaying(event)
    case 'template_category_update':
      return categorySaying(event)
    case 'template_correct_category_detection':
      return detectionSaying(event)
    case 'message_template_components_update':
      return componentsSaying(event)
    default:
      return { about: 'nothing' }
  }
}

function statusSaying(event: TemplateEvent): StatusSaying | null {
  const status = textOf(event, 'event')
  if (status === null) return null
  const { other_info: other, rejection_info: rejection, disable_info: disable } = event.value
  const reason = textOf(event, 'reason')
  return {
    about: 'status',
    status,
    reason: reason === 'NONE' ? null : reason,
    title: other?.title || null,
    detail: [other?.description, rejection?.reason, rejection?.recommendation].filter(Boolean).join(' ') || null,
    disableAt: metaDate(disable?.disable_date),
  }
}

function qualitySaying(event: TemplateEvent): Saying {
  const score = textOf(event, 'new_quality_score')
  if (score === null) return { about: 'nothing' }
  return { about: 'quality', score, previous: textOf(event, 'previous_quality_score') }
}

/** Announced: `correct_category` is to come and `new_category` the present one. Done: `new_category` has come. */
function categorySaying(event: TemplateEvent): Saying {
  const next = textOf(event, 'correct_category')
  if (next !== null) return { about: 'category-announced', next, at: metaDate(event.value.category_update_timestamp) }
  const now = textOf(event, 'new_category')
  if (now === null) return { about: 'nothing' }
  return { about: 'category-changed', previous: textOf(event, 'previous_category'), now }
}

function detectionSaying(event: TemplateEvent): Saying {
  const detected = textOf(event, 'correct_category')
  return detected === null ? { about: 'nothing' } : { about: 'category-detected', detected }
}

function componentsSaying(event: TemplateEvent): ComponentsSaying {
  return {
    about: 'components',
    header: textOf(event, 'message_template_title'),
    body: textOf(event, 'message_template_element'),
    footer: textOf(event, 'message_template_footer'),
    buttons: event.value.message_template_buttons?.map(button) ?? null,
  }
}

function button(sent: TemplateValueButton) {
  return {
    type: sent.message_template_button_type ?? null,
    text: sent.message_template_button_text ?? null,
    url: sent.message_template_button_url ?? null,
    phone_number: sent.message_template_button_phone_number ?? null,
  }
}
