import { personId, type PersonId } from '../people/person-id.ts'
import type { Contact, Facts } from './event.ts'
import type { Gathered } from './gathered.ts'

/** The ids by which one event names one person; any of them may be absent. */
export interface Named {
  readonly user?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly parent?: string | null | undefined
  /** What the person shows of themselves. */
  readonly profile?: { readonly name?: string | null; readonly username?: string | null } | null | undefined
}

/** The id that stands for a person in rows: the one of which Meta says least often that it changed. '' for nobody. */
export function bestId({ user, phone, parent }: Named): string {
  return (personId(user) ?? personId(phone) ?? personId(parent))?.id ?? ''
}

/** Remembers the ids of a person, that they belong together, and the names. `at` is epoch milliseconds. */
export function mention(gathered: Gathered, facts: Facts, named: Named, at = facts.occurredAt): void {
  const ids = [named.user, named.phone, named.parent].map(personId).filter((id) => id !== null)
  const [best, ...others] = ids
  if (best === undefined) return
  for (const id of ids) know(gathered, id, at)
  if (named.profile) {
    const { name = null, username = null } = named.profile
    const said = { name, username, named_at: at, named_by: facts.eventId }
    gathered.personIds.add({ id: best.id, kind: best.kind, ...said, last_day: dayOf(at) })
  }
  for (const other of others) link(gathered, facts, { a: best, b: other, at })
}

/** The people that came beside the item. */
export function mentionContacts(gathered: Gathered, facts: Facts, contacts: readonly Contact[] | null): void {
  for (const { user_id: user, wa_id: phone, parent_user_id: parent, profile } of contacts ?? [])
    mention(gathered, facts, { user, phone, parent, profile })
}

/** Remembers that one id was replaced by another. Nothing when one is missing or both are the same. */
export function replaceId(
  gathered: Gathered,
  facts: Facts,
  before: string | null | undefined,
  after: string | null | undefined,
): void {
  const [a, b] = [personId(before), personId(after)]
  if (a === null || b === null || a.id === b.id) return
  for (const id of [a, b]) know(gathered, id, facts.occurredAt)
  gathered.personLinks.add({ a: a.id, b: b.id, kind: 'change', scope: '', first_at: facts.occurredAt })
}

interface Pair {
  readonly a: PersonId
  readonly b: PersonId
  readonly at: number
}

function link(gathered: Gathered, { wabaId }: Facts, { a, b, at }: Pair): void {
  if (a.id === b.id) return
  const [user, other] = a.kind === 'phone' ? [b, a] : [a, b]
  gathered.personLinks.add({ a: user.id, b: other.id, kind: 'same', scope: wabaId, first_at: at })
}

function know(gathered: Gathered, { id, kind, original }: PersonId, at: number): void {
  const nameless = { name: null, username: null, named_at: null, named_by: null }
  gathered.personIds.add({ id, kind, ...nameless, last_day: dayOf(at) })
  if (kind === 'phone') gathered.phoneForms.add({ id, original })
}

/** The day in UTC: 2026-01-31. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
