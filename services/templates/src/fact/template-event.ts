/**
 * What the five template fields have in common, so that one reader takes them all: every property that any of them has.
 * The generated event types fit it.
 */
export interface TemplateEvent {
  readonly event_id: string
  readonly content_id: string
  /** Meta's name of the field. */
  readonly field: string
  readonly waba_id: string
  /** Milliseconds since 1970. */
  readonly occurred_at: number
  readonly received_at: number
  readonly value: TemplateValue
  /** JSON pointer to JSON text of what the schema does not know or cannot hold. */
  readonly unmapped: { readonly [pointer: string]: string }
}

type Text = string | null | undefined

export interface TemplateValue {
  readonly message_template_id?: Text
  readonly message_template_name?: Text
  readonly message_template_language?: Text
  readonly event?: Text
  readonly reason?: Text
  readonly message_template_category?: Text
  readonly disable_info?: { readonly disable_date?: string | number | null } | null
  readonly other_info?: { readonly title?: Text; readonly description?: Text } | null
  readonly rejection_info?: { readonly reason?: Text; readonly recommendation?: Text } | null
  readonly previous_quality_score?: Text
  readonly new_quality_score?: Text
  readonly previous_category?: Text
  readonly new_category?: Text
  readonly correct_category?: Text
  readonly category?: Text
  readonly category_update_timestamp?: number | null
  readonly message_template_element?: Text
  readonly message_template_title?: Text
  readonly message_template_footer?: Text
  readonly message_template_buttons?: readonly TemplateValueButton[] | null
}

export interface TemplateValueButton {
  readonly message_template_button_type?: Text
  readonly message_template_button_text?: Text
  readonly message_template_button_url?: Text
  readonly message_template_button_phone_number?: Text
}
