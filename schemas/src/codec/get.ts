import type { EventRecord } from '../event/event-record.ts'
import { parseJson } from './json.ts'
import { own } from './own.ts'
import { pointerKeys } from './pointer.ts'
import { child } from './rebuild.ts'

/**
 * What Meta sent at a JSON pointer in `value`, e.g. `/messages/0/text/body`, wherever the schema keeps it: in `value` or
 * in `unmapped`. Code that reads a new property this way still works after the property has moved into the schema.
 * null when it was sent as null, undefined when it was not sent. An object comes as decoded: its absent properties are
 * null, its unmapped ones are not in it. An integer of logical type json-integer is text once the schema knows it.
 */
export function get(event: EventRecord, pointer: string): unknown {
  const known = pointerKeys(pointer).reduce(child, event.value)
  if (known !== undefined && known !== null && own(event.unmapped, '') === undefined) return known
  if (event.nulls.includes(pointer)) return null
  return unmappedAt(event.unmapped, pointer)
}

/** The value at the pointer, or below a property above it that is unmapped as a whole. */
function unmappedAt(unmapped: EventRecord['unmapped'], pointer: string): unknown {
  for (let end = pointer.length; end >= 0; end = end > 0 ? pointer.lastIndexOf('/', end - 1) : -1) {
    const text = own(unmapped, pointer.slice(0, end))
    if (typeof text === 'string') return pointerKeys(pointer.slice(end)).reduce(child, parseJson(text))
  }
  return undefined
}
