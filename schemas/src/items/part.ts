import type { JsonObject } from '../codec/own.ts'
import type { ItemKind } from './shape.ts'

/** One item of a value, with the value that holds it alone. Everything in it is shared with the body: never change it. */
export interface Part {
  readonly kind: ItemKind
  /** JSON pointer of the item. */
  readonly path: string
  readonly item: JsonObject
  /** The node that holds the item's array; the item itself when it is the whole value. */
  readonly above: JsonObject
  /** The value with this item alone. */
  readonly value: JsonObject
  /** The contacts beside the outermost item array that this item has. */
  readonly contacts: readonly JsonObject[]
  /** Their indexes before the split. Empty: `contacts`, if there, is as sent. */
  readonly positions: readonly number[]
}

/** A part while it grows from the item outwards: `value` is the node that has been reached. */
export interface GrowingPart extends Part {
  value: JsonObject
  contacts: readonly JsonObject[]
  positions: readonly number[]
  /** The property of the node through which the item is reached, and what it holds for this item alone. */
  step: string
  child: unknown
  /** Reached through an array of the node, so `contacts` lie beside it. */
  isBeside: boolean
}
