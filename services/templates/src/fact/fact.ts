import type { TemplateState } from '@wabastream/schemas'

/** One template of one WhatsApp Business Account. */
export interface TemplateRef {
  readonly wabaId: string
  /** Decimal text. */
  readonly templateId: string
}

/** Where an event stands among the events of its template. */
export interface Position {
  /** Milliseconds since 1970; often only as exact as a second. */
  readonly occurredAt: number
  /** Which of two events of the same time comes later. */
  readonly rank: number
  readonly eventId: string
}

/** What one event says about a template. */
export interface Fact extends Position {
  readonly ref: TemplateRef
  readonly name: string | null
  /** With an underscore, as Meta's API takes it: en_US. */
  readonly language: string | null
  /** The category it has now, when the event says so. */
  readonly category: string | null
  readonly says: Saying
}

export type Saying =
  | StatusSaying
  | { readonly about: 'quality'; readonly score: string; readonly previous: string | null }
  | { readonly about: 'category-announced'; readonly next: string; readonly at: number | null }
  | { readonly about: 'category-changed'; readonly previous: string | null; readonly now: string }
  | { readonly about: 'category-detected'; readonly detected: string }
  | ComponentsSaying
  /** Nothing that is understood: kept in the history. */
  | { readonly about: 'nothing' }

/** A change of the status. */
export interface StatusSaying {
  readonly about: 'status'
  /** Meta's word: APPROVED, PAUSED and so on. */
  readonly status: string
  /** Why it was rejected; null for Meta's NONE. */
  readonly reason: string | null
  /** Stage of a pause: FIRST_PAUSE. */
  readonly title: string | null
  /** Meta's words on the pause or the rejection. */
  readonly detail: string | null
  /** When it was or will be disabled, milliseconds since 1970. */
  readonly disableAt: number | null
}

/** The texts after an edit. */
export interface ComponentsSaying {
  readonly about: 'components'
  readonly header: string | null
  readonly body: string | null
  readonly footer: string | null
  readonly buttons: TemplateState['buttons']
}
