import type { Verdict } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'

interface Words {
  /** Goes on after "Template <name> (<language>)". */
  readonly title: string
  readonly detail: string
}

/** An incident on the template of the event. */
export function opens(fact: Fact, words: Words, options: Pick<Verdict, 'severity' | 'expiresAt'> = {}): Verdict {
  return { state: 'open', ...about(fact, words), ...options }
}

/** The end of it. */
export function resolves(fact: Fact, words: Words): Verdict {
  return { state: 'resolved', ...about(fact, words) }
}

/** What incidents of templates are about: `waba_id:template_id`. */
export function subjectOf({ ref }: Fact): string {
  return `${ref.wabaId}:${ref.templateId}`
}

function about(fact: Fact, { title, detail }: Words) {
  return {
    subject: subjectOf(fact),
    title: `Template ${nameOf(fact)} ${title}`,
    detail,
    wabaId: fact.ref.wabaId,
    templateId: fact.ref.templateId,
    templateName: fact.name ?? undefined,
  }
}

function nameOf({ name, language, ref }: Fact): string {
  const shown = name ?? ref.templateId
  return language === null ? shown : `${shown} (${language})`
}

/** A day in words that leave no doubt: 1 November 2025. */
export function dayOf(timeMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(timeMs)
}
