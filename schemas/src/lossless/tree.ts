import { isObject, type JsonObject } from '../codec/own.ts'

/** A JSON array or object that may be changed. */
export type Node = JsonObject | unknown[]

/** True for a value that holds others. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

/** A deep copy, own properties called `__proto__` included. */
export function clone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clone)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, clone(child)]))
}

/** Freezes a value all through, so that code that changes its input fails. */
export function freeze(value: unknown): unknown {
  if (isNode(value) && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const child of Object.values(value)) freeze(child)
  }
  return value
}

/** All arrays and objects of a value, outermost first. */
export function nodesOf(value: unknown): readonly Node[] {
  const nodes: Node[] = isNode(value) ? [value] : []
  for (const node of nodes) for (const child of Object.values(node)) if (isNode(child)) nodes.push(child)
  return nodes
}

/** Sets an element or a property, whatever its name. */
export function set(node: Node, key: string, value: unknown): void {
  Object.defineProperty(node, key, { value, writable: true, enumerable: true, configurable: true })
}

/** Sets what is at the end of a way through nodes that are there. */
export function setAt(root: unknown, keys: readonly string[], value: unknown): void {
  const [key, ...deeper] = keys
  if (key === undefined || !isNode(root)) return
  if (deeper.length === 0) set(root, key, value)
  else setAt(Reflect.get(root, key), deeper, value)
}

/** Takes an element or a property away; the elements behind it move up. */
export function remove(node: Node, key: string): void {
  if (Array.isArray(node)) node.splice(Number(key), 1)
  else delete node[key]
}
