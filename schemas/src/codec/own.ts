/** What JSON calls an object. */
export type JsonObject = Record<string, unknown>

/** True for a JSON object: no array, no null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of an object's own property; undefined when it has none. Inherited names (`constructor`) do not count. */
export function own(node: Readonly<JsonObject>, name: string): unknown {
  return Object.hasOwn(node, name) ? node[name] : undefined
}

/** Sets an own property, also one called `__proto__`, which plain assignment would take for the prototype. */
export function put(node: JsonObject, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(node, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    node[name] = value
  }
}
