import { isObject, type JsonObject } from '../codec/own.ts'
import { at, type Path } from '../items/path.ts'
import { scalar } from './scalar.ts'

/** The item without its own time, or the item itself when it has none. Copies only the nodes on the way. */
export function timelessItem(item: unknown, time: Path): unknown {
  return isObject(item) && scalar(at(item, time)) !== undefined ? without(item, time) : item
}

function without(node: JsonObject, path: Path): JsonObject {
  const [name, ...deeper] = path
  if (name === undefined) return node
  const { [name]: child, ...rest } = node
  return deeper.length > 0 && isObject(child) ? { ...rest, [name]: without(child, deeper) } : rest
}
