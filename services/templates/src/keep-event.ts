import { isDeepStrictEqual } from 'node:util'
import type { TemplateState } from '@wabastream/schemas'
import type { Queryable } from '@wabastream/sdk/store'
import type { Fact } from './fact/fact.ts'
import { comparePositions } from './fact/position.ts'
import { readFact } from './fact/read-fact.ts'
import type { TemplateEvent } from './fact/template-event.ts'
import { knownFrom, learn } from './state/learn.ts'
import type { Known } from './state/known.ts'
import { stateRecord } from './state/state-record.ts'
import { addEvent, allEvents } from './tables/events-table.ts'
import { lockTemplate, writeTemplate } from './tables/templates-table.ts'

/** What an event changed. */
export interface Kept {
  /** False: this event was kept before. */
  readonly added: boolean
  /** The state to publish; null: nothing that can be seen has changed. */
  readonly changed: TemplateState | null
}

interface Told {
  readonly event: TemplateEvent
  readonly fact: Fact
  /** Also an event that was kept before counts: the code that read it then was wrong. */
  readonly again: boolean
}

/** Puts an event into the history of its template and brings the state up to date, in one transaction. */
export async function keepEvent(tx: Queryable, { event, fact, again }: Told): Promise<Kept> {
  const { ref } = fact
  const row = await lockTemplate(tx, ref)
  const added = await addEvent(tx, ref, event)
  if (!added && !again) return { added, changed: null }
  const isNewest = added && (row.state.newest === null || comparePositions(row.state.newest, fact) < 0)
  const state = isNewest ? learn(row.state, fact) : await knownFromHistory(tx, fact)
  const seen = hasChanged(row.state, state)
  // A deleted template stays buried, whatever else is learnt about its past.
  const buried_at = state.deleted_at === null ? null : row.buried_at
  const version = seen ? row.version + 1 : row.version
  await writeTemplate(tx, ref, { version, state, buried_at })
  return { added, changed: seen && buried_at === null ? stateRecord(state, version) : null }
}

/** An event that is older than another is put in its place by reading all of them again. */
async function knownFromHistory(tx: Queryable, { ref }: Fact): Promise<Known> {
  const events = await allEvents(tx, ref)
  return knownFrom(
    ref,
    events.flatMap((event) => readFact(event) ?? []),
  )
}

function hasChanged(before: Known, after: Known): boolean {
  return !isDeepStrictEqual(stateRecord(before, 0), stateRecord(after, 0))
}
