import type { EventRecord } from '@wabastream/schemas/event'

/** An event's item, and what stands around it in the value that the event repeats. */
export interface ItemAndRest {
  readonly item: unknown
  readonly rest: unknown
}

/**
 * Takes the item out of a rebuilt event. On the way to it every array has one element, so the names in `item_path` lead
 * to it. An event without items, or whose value has another shape, is its own item.
 */
export function itemOf({ value, item_path }: EventRecord): ItemAndRest {
  const inside = /\/value\/(.*)$/s.exec(item_path)?.[1]
  const names = inside?.split('/').filter((_, at) => at % 2 === 0) ?? []
  return names.length === 0 ? { item: value, rest: {} } : takeOut(value, names)
}

function takeOut(node: unknown, [name = '', ...deeper]: readonly string[]): ItemAndRest {
  const array: unknown = isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined
  if (!isObject(node) || !Array.isArray(array) || array.length !== 1) return { item: node, rest: {} }
  const { [name]: _, ...around } = node
  if (deeper.length === 0) return { item: array[0] as unknown, rest: around }
  const { item, rest } = takeOut(array[0], deeper)
  return { item, rest: { ...around, [name]: rest } }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
