import { isDeepStrictEqual } from 'node:util'
import type { ComponentsSaying, Fact, TemplateRef } from '../fact/fact.ts'
import { comparePositions } from '../fact/position.ts'
import { learnStatus } from './learn-status.ts'
import { nothingKnown, type Known } from './known.ts'

/** What is known after these events, in whatever order they are given. */
export function knownFrom(ref: TemplateRef, facts: readonly Fact[]): Known {
  return facts.toSorted(comparePositions).reduce(learn, nothingKnown(ref))
}

/** What is known after one more event; it must be newer than all before it. */
export function learn(known: Known, fact: Fact): Known {
  const named = { ...known, name: fact.name ?? known.name, language: fact.language ?? known.language }
  const told = learnSaying(withCategory(named, fact.category, fact.occurredAt), fact)
  const { occurredAt, rank, eventId } = fact
  const newest = { occurredAt, rank, eventId }
  if (isDeepStrictEqual(told, known)) return { ...known, newest }
  return { ...told, updated_at: occurredAt, last_event_id: eventId, newest }
}

function learnSaying(known: Known, { says, occurredAt: at }: Fact): Known {
  switch (says.about) {
    case 'status':
      return learnStatus(known, says, at)
    case 'quality':
      return learnQuality(known, { ...says, at })
    case 'category-announced':
      return says.next === known.category
        ? withoutNext(known)
        : { ...known, next_category: says.next, next_category_at: says.at }
    case 'category-changed':
      return withoutNext(known)
    case 'category-detected':
      return { ...known, detected_category: says.detected === known.category ? null : says.detected }
    case 'components':
      return learnComponents(known, says, at)
    case 'nothing':
      return known
  }
}

/** What was announced or detected is over once it has come true. */
function withCategory(known: Known, category: string | null, at: number): Known {
  if (category === null || category === known.category) return known
  const detected = known.detected_category === category ? null : known.detected_category
  const changed = { ...known, category, category_at: at, detected_category: detected }
  return known.next_category === category ? withoutNext(changed) : changed
}

function withoutNext(known: Known): Known {
  return { ...known, next_category: null, next_category_at: null }
}

function learnQuality(known: Known, said: { score: string; previous: string | null; at: number }): Known {
  if (said.score === known.quality_score) return known
  const previous = said.previous ?? known.quality_score
  return { ...known, quality_score: said.score, previous_quality_score: previous, quality_at: said.at }
}

function learnComponents(known: Known, says: ComponentsSaying, at: number): Known {
  const texts = { header_text: says.header, body_text: says.body, footer_text: says.footer, buttons: says.buttons }
  const { header_text, body_text, footer_text, buttons } = known
  if (known.components_at !== null && isDeepStrictEqual(texts, { header_text, body_text, footer_text, buttons }))
    return known
  return { ...known, ...texts, components_at: at }
}
