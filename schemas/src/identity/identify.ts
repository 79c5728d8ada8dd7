import { hash } from 'node:crypto'
import { canonical, canonicalScalars } from './canonical.ts'
import { digest } from './digest.ts'
import { type IdentityParts, partsOf } from './parts-of.ts'
import type { Subject } from './subject.ts'
import { timelessItem } from './timeless-item.ts'

/** The two ids of an event. */
export interface Identity {
  /** Same for every delivery of the same event. */
  readonly eventId: string
  /** The same without times: equal for events that say the same again. */
  readonly contentId: string
}

/** Version of the identity rules, the first element of each canonical array. */
const VERSION = 1

/**
 * The ids of all items of one delivery, in their order.
 * @param body the delivery's raw bytes; hashed only when an item has neither an id nor a time.
 */
export function identify(subjects: readonly Subject[], body: Buffer): readonly Identity[] {
  return subjects.map(createIdentifier(body))
}

/**
 * Gives the items of one delivery their ids, one by one in their order. Different items whose ids would be equal are told
 * apart by their canonical text, the first keeps the short id; equal items share an id on purpose.
 */
export function createIdentifier(body: Buffer): (subject: Subject) => Identity {
  const bodyHash = once(() => hash('sha256', body, 'hex'))
  const firstTexts = new Map<string, () => string>()
  return (subject) => {
    const parts = partsOf(subject, bodyHash)
    const identity = identityOf(subject, parts)
    const firstText = firstTexts.get(identity.eventId)
    if (firstText === undefined) {
      firstTexts.set(
        identity.eventId,
        once(() => canonical(subject.item)),
      )
      return identity
    }
    const text = canonical(subject.item)
    return firstText() === text ? identity : identityOf(subject, withItem(parts, subject, text))
  }
}

function identityOf({ field, wabaId, kind }: Subject, { timed, timeless }: IdentityParts): Identity {
  const start = `${canonicalScalars([VERSION, field, wabaId, kind.name]).slice(0, -1)},`
  const eventId = `${kind.name}_${digest(`${start}${timed}]`)}`
  return { eventId, contentId: timed === timeless ? eventId : `${kind.name}_${digest(`${start}${timeless}]`)}` }
}

function withItem(parts: IdentityParts, { item, kind }: Subject, text: string): IdentityParts {
  return { timed: `${parts.timed},${text}`, timeless: `${parts.timeless},${canonical(timelessItem(item, kind.time))}` }
}

function once(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}
