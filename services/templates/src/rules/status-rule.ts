import type { Verdict } from '@wabastream/sdk/alerts'
import type { Fact, StatusSaying } from '../fact/fact.ts'
import { statusMeanings } from '../sendable/status-meaning.ts'
import { opens, resolves } from './on-template.ts'

/** Deletion ends whatever a rule has against a template. */
const gone: readonly string[] = ['DELETED', 'PENDING_DELETION']

/** The status that an event brings; null when it brings none. */
export function statusOf({ says }: Fact): StatusSaying | null {
  return says.about === 'status' ? says : null
}

/** Opens with what the status means, what Meta said about it, and what to do. */
export function opensWith(
  fact: Fact,
  said: StatusSaying,
  words: { title: string; meaning: string; advice: string },
): Verdict {
  const reason = said.reason === null ? null : `Reason: ${said.reason}.`
  const detail = [words.meaning, reason, said.detail, words.advice].filter(Boolean).join(' ')
  return opens(fact, { title: words.title, detail })
}

/** Resolves when the status is one of those that end the trouble, or the template is gone; else says nothing. */
export function resolvesOn(fact: Fact, endings: readonly string[]): Verdict | null {
  const status = statusOf(fact)?.status
  if (status === undefined) return null
  if (gone.includes(status)) return resolves(fact, { title: 'was deleted', detail: 'There is nothing more to do.' })
  if (!endings.includes(status)) return null
  const detail = statusMeanings[status]?.meaning ?? `Its status is ${status}.`
  return resolves(fact, { title: `is now ${status}`, detail })
}
