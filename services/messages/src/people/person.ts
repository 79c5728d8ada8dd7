import { isPhoneForm } from './person-id.ts'
import { ever, forever, type HeldId, type PersonLink } from './person-link.ts'
import { tenuresOf } from './tenures.ts'
import { createUnion, type Union } from './union.ts'

/**
 * All ids of the person who has this id (in comparison form), the asked one included. It follows from the set of links
 * alone, whatever the order in which they came. A phone number names its latest holder.
 * `links` must hold every link that can be reached from the id; more do no harm.
 */
export function personOf(id: string, links: readonly PersonLink[]): readonly HeldId[] {
  const users = joinedUsers(links)
  const tenures = tenuresOf(links, users)
  const people = joinedPeople(links, tenures, users)
  const held = [...people.elements.values()]
  const asked = held.findLast((one) => one.id === id) ?? { id, from: ever, to: forever }
  const person = people.union.find(nameOf(asked))
  const theirs = held.filter((one) => people.union.find(nameOf(one)) === person)
  return theirs.length === 0 ? [asked] : theirs
}

/** User ids that are one person for certain: a user and its parent id, and an id and the one that replaced it. */
function joinedUsers(links: readonly PersonLink[]): Union {
  const users = createUnion()
  for (const { a, b } of links) if (!isPhoneForm(a) && !isPhoneForm(b)) users.join(a, b)
  return users
}

interface People {
  readonly union: Union
  readonly elements: ReadonlyMap<string, HeldId>
}

function joinedPeople(
  links: readonly PersonLink[],
  tenures: ReadonlyMap<string, readonly HeldId[]>,
  users: Union,
): People {
  const union = createUnion()
  const elements = new Map<string, HeldId>()
  const add = (held: HeldId): string => {
    elements.set(nameOf(held), held)
    return nameOf(held)
  }
  const at = (id: string, time: number): string => {
    const tenure = tenures.get(id)?.findLast(({ from }) => from <= time) ?? tenures.get(id)?.[0]
    return add(tenure ?? { id, from: ever, to: forever })
  }
  for (const tenure of [...tenures.values()].flat()) add(tenure)
  for (const { a, b, kind, firstAt } of links) {
    // Who changes number has the old one until just before.
    union.join(at(a, kind === 'change' ? firstAt - 1 : firstAt), at(b, firstAt))
    if (!isPhoneForm(a)) union.join(at(a, firstAt), at(users.find(a), firstAt))
  }
  return { union, elements }
}

const nameOf = ({ id, from }: HeldId): string => `${id} ${from}`
