import { ever, forever, type HeldId, type PersonLink } from './person-link.ts'
import { isPhoneForm } from './person-id.ts'
import type { Union } from './union.ts'

/**
 * When each phone number went to another holder: the holder's user id is not the one that the same account knew at this
 * number before, or the number was taken in a change of number, or was left in one and is seen again with a user id that
 * was not known there. Two accounts may well know one person by two user ids: only ids of one account speak against
 * each other.
 */
export function tenuresOf(links: readonly PersonLink[], users: Union): ReadonlyMap<string, readonly HeldId[]> {
  const phones = new Set(links.flatMap(({ a, b }) => [a, b]).filter(isPhoneForm))
  const ordered = links.toSorted((x, y) => x.firstAt - y.firstAt || compare(x.a, y.a) || compare(x.b, y.b))
  return new Map([...phones].map((phone) => [phone, cut(phone, turnsOf(phone, ordered, users))]))
}

function turnsOf(phone: string, ordered: readonly PersonLink[], users: Union): readonly number[] {
  const changes = ordered.filter(({ a, b, kind }) => kind === 'change' && (a === phone || b === phone))
  const turns = new Set(changes.filter(({ b }) => b === phone).map(({ firstAt }) => firstAt))
  const left = changes.filter(({ a, b }) => a === phone && isPhoneForm(b)).map(({ firstAt }) => firstAt)
  const known = new Map<string, { readonly user: string; readonly at: number }>()
  for (const { a, b, kind, scope, firstAt } of ordered) {
    if (kind !== 'same' || b !== phone) continue
    const user = users.find(a)
    const before = known.get(scope)
    known.set(scope, { user, at: firstAt })
    const turned = (since: number) => [...turns].some((turn) => turn > since && turn <= firstAt)
    if (before && before.user !== user && !turned(before.at)) turns.add(firstAt)
    const release = left.findLast((at) => at <= firstAt)
    const isKnown = ordered.some((link) => link.b === phone && link.firstAt < firstAt && users.find(link.a) === user)
    if (release !== undefined && !isKnown && !turned(release)) turns.add(firstAt)
  }
  return [...turns].toSorted((x, y) => x - y)
}

/** The time of a phone number, cut at each turn. */
function cut(id: string, turns: readonly number[]): readonly HeldId[] {
  return [ever, ...turns].map((from, index) => ({ id, from, to: turns[index] ?? forever }))
}

function compare(x: string, y: string): number {
  if (x === y) return 0
  return x < y ? -1 : 1
}
