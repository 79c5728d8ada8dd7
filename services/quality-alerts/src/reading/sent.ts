import { isObject, own, type JsonObject } from '@wabastream/schemas/codec'
import { storable } from '@wabastream/sdk/store'

/**
 * What Meta sent at a path of a value. Of a list on the way the last element counts: older pages of Meta's show lists
 * where there is one object or one word (`ban_info`).
 */
export function sent(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((node: unknown, key) => {
    const parent = single(node)
    return isObject(parent) ? own(parent, key) : undefined
  }, value)
}

/** Text at a path, or a number as text; null when there is neither. What PostgreSQL cannot hold becomes U+FFFD. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = single(sent(value, ...path))
  if (typeof found === 'number' || typeof found === 'bigint') return String(found)
  return typeof found === 'string' ? storable(found) || null : null
}

/** A whole number at a path, also when it was sent as text. */
export function integerAt(value: unknown, ...path: readonly string[]): number | null {
  const text = textAt(value, ...path)
  const number = text !== null && /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : null
  return number
}

/** The objects of a list at a path; one object is a list of one. */
export function objectsAt(value: unknown, ...path: readonly string[]): readonly JsonObject[] {
  const found = sent(value, ...path)
  return (Array.isArray(found) ? found : [found]).filter(isObject)
}

/** The texts of a list at a path. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = sent(value, ...path)
  return (Array.isArray(found) ? found : [found]).flatMap((each) => textAt(each) ?? [])
}

function single(node: unknown): unknown {
  return Array.isArray(node) ? node.at(-1) : node
}
