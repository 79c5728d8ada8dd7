import { envelopePointers, maskedPointer } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'

/** Something that Meta sends and the schemas do not know. No values: they can be personal. */
export interface DriftFound {
  readonly field: string
  /** `value` pointers lie in the change's value, `body` pointers in the whole webhook; `field` is a whole field. */
  readonly within: 'value' | 'body' | 'field'
  /** JSON pointer, array indexes and names that are not Meta's as `*`; '' is all of it. */
  readonly pointer: string
  readonly count: number
  /** `received_at`, epoch milliseconds. */
  readonly firstSeen: number
  readonly lastSeen: number
  /** One event that has it. */
  readonly eventId: string
}

/** Counts what events hold that the schemas do not know, each thing once, in bounded memory. */
export interface DriftCollector {
  /** @param isUnknownField the event comes from the topic of fields that the catalogue does not know. */
  add(event: EventRecord, isUnknownField: boolean): void
  /** Most frequent first. */
  found(): readonly DriftFound[]
  /** How often something was seen for which there was no more room. */
  readonly uncounted: number
}

/** Keys can be random (ids as names): so many different pointers are told apart. */
const defaultPointers = 10_000

export function createDriftCollector(maxPointers = defaultPointers): DriftCollector {
  const found = new Map<string, { -readonly [P in keyof DriftFound]: DriftFound[P] }>()
  let uncounted = 0
  const note = ({ field, received_at: at, event_id: eventId }: EventRecord, place: Place) => {
    const id = JSON.stringify([field, place.within, place.pointer])
    const known = found.get(id)
    if (known) {
      known.count++
      known.firstSeen = Math.min(known.firstSeen, at)
      known.lastSeen = Math.max(known.lastSeen, at)
    } else if (found.size < maxPointers)
      found.set(id, { field, ...place, count: 1, firstSeen: at, lastSeen: at, eventId })
    else uncounted++
  }
  return {
    add(event, isUnknownField) {
      if (isUnknownField) note(event, { within: 'field', pointer: '' })
      for (const pointer of Object.keys(event.unmapped))
        note(event, { within: 'value', pointer: maskedPointer(pointer) })
      for (const pointer of envelopePointers(event.envelope))
        note(event, { within: 'body', pointer: maskedPointer(pointer) })
    },
    found: () => [...found.values()].toSorted((a, b) => b.count - a.count || (a.pointer < b.pointer ? -1 : 1)),
    get uncounted() {
      return uncounted
    },
  }
}

type Place = Pick<DriftFound, 'within' | 'pointer'>
