import { jsonText } from '../codec/json.ts'
import { type JsonObject, put } from '../codec/own.ts'

/**
 * Leaves the properties of a body, an entry or a change that no field of a record has in the `envelope` of the first item
 * under that node, as the JSON text of an object.
 */
export function leave(
  envelope: Record<string, string> | undefined,
  pointer: string,
  node: JsonObject,
  isTaken: (name: string) => boolean,
): void {
  const names = Object.keys(node).filter((name) => !isTaken(name))
  if (names.length === 0 || envelope === undefined) return
  const rest: JsonObject = {}
  for (const name of names) put(rest, name, node[name])
  envelope[pointer] = jsonText(rest)
}
