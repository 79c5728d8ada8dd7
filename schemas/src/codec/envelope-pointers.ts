import type { EventRecord } from '../event/event-record.ts'
import { parseJson } from './json.ts'
import { isObject } from './own.ts'
import { escapeSegment } from './pointer.ts'

/** JSON pointers, in the whole body, of the properties that a record holds in its `envelope`: they are drift as well. */
export function envelopePointers(envelope: EventRecord['envelope']): readonly string[] {
  return Object.entries(envelope).flatMap(([node, text]) => {
    const rest = parseJson(text)
    return isObject(rest) ? Object.keys(rest).map((name) => `${node}/${escapeSegment(name)}`) : []
  })
}
