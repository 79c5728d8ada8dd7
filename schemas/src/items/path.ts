import { isObject, type JsonObject } from '../codec/own.ts'

/** The way from a node down to one of its properties: names of objects, no array on the way. */
export type Path = readonly string[]

/** What stands at the end of a path, undefined when the way breaks off. The names of a path are never inherited ones. */
export function at(node: unknown, path: Path): unknown {
  let found = node
  for (const name of path) {
    if (!isObject(found)) return undefined
    found = found[name]
  }
  return found
}

/** True for a non-empty array of nothing but objects: only such an array is split into items. */
export function isObjectList(value: unknown): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject)
}
